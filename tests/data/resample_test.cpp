#include "data/resample.h"
#include "support/catch.h"

#include <vector>

using namespace lightcl;

namespace {

/// A grey picture from its rows, made a square; the red channel of the result.
std::vector<int> fitted(ImageFit fit, std::int64_t width, std::int64_t height, const std::vector<std::uint8_t>& grey,
                        std::int64_t size) {
    auto picture = Picture::ofSize(width, height);
    for (std::size_t i = 0; i < picture.rgb.size(); ++i) picture.rgb[i] = grey[i / 3];
    std::vector<std::uint8_t> target(static_cast<std::size_t>(3 * size * size), 99);
    resample(picture, fit, size, target);
    return {target.begin(), target.begin() + size * size};
}

std::vector<int> stretched(std::int64_t width, std::int64_t height, const std::vector<std::uint8_t>& grey,
                           std::int64_t size) {
    return fitted(ImageFit::Stretch, width, height, grey, size);
}

} // namespace

TEST_CASE("Enlarging interpolates between the pixels' centres") {
    // Centres at 0.25, 0.75, 1.25, 1.75 of two pixels at 0.5 and 1.5.
    CHECK(stretched(2, 1, {0, 100}, 4) == std::vector<int>{0, 25, 75, 100, 0, 25, 75, 100, //
                                                           0, 25, 75, 100, 0, 25, 75, 100});
}

TEST_CASE("Shrinking weighs every pixel by a triangle as wide as the shrinking") {
    // Half the size: weights 1/4, 3/4, 3/4, 1/4 around each centre; the one beyond the border is left out, and the
    // others' sum made 1: (3*0 + 3*80 + 160) / 7 and (80 + 3*160 + 3*240) / 7.
    const auto pixels = stretched(4, 1, {0, 80, 160, 240}, 2);
    CHECK(pixels[0] == 57);
    CHECK(pixels[1] == 183);
}

TEST_CASE("A plain picture stays plain at any size") {
    for (const std::int64_t size : {1, 3, 7, 32}) {
        for (const int pixel : stretched(5, 9, std::vector<std::uint8_t>(45, 201), size)) CHECK(pixel == 201);
    }
}

TEST_CASE("A picture without pixels or beyond the limits is refused") {
    CHECK_THROWS_AS(Picture::ofSize(0, 5), ImageError);
    CHECK_THROWS_AS(Picture::ofSize(65'536, 1), ImageError);
    CHECK_THROWS_AS(Picture::ofSize(20'000, 20'000), ImageError);
}

TEST_CASE("Cropping takes the square in the middle") {
    CHECK(fitted(ImageFit::Crop, 4, 2, {1, 2, 3, 4, 5, 6, 7, 8}, 2) == std::vector<int>{2, 3, 6, 7});
    CHECK(fitted(ImageFit::Crop, 2, 4, {1, 2, 3, 4, 5, 6, 7, 8}, 2) == std::vector<int>{3, 4, 5, 6});
    // An odd rest: one more is left out after the square than before it.
    CHECK(fitted(ImageFit::Crop, 5, 2, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 2) == std::vector<int>{2, 3, 7, 8});
    // What lies beside the square takes no part when it shrinks.
    for (const int pixel : fitted(ImageFit::Crop, 6, 2, {0, 0, 200, 200, 0, 0, 0, 0, 200, 200, 0, 0}, 1))
        CHECK(pixel == 200);
    CHECK(fitted(ImageFit::Crop, 3, 3, {1, 2, 3, 4, 5, 6, 7, 8, 9}, 3) == std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8, 9});
}

TEST_CASE("Padding keeps the whole picture in its proportions between black margins") {
    CHECK(fitted(ImageFit::Pad, 4, 2, {1, 2, 3, 4, 5, 6, 7, 8}, 4) ==
          std::vector<int>{0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0});
    CHECK(fitted(ImageFit::Pad, 1, 4, {1, 2, 3, 4}, 4) ==
          std::vector<int>{0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0});
    // A sliver keeps a row of pixels.
    CHECK(fitted(ImageFit::Pad, 100, 1, std::vector<std::uint8_t>(100, 50), 3) ==
          std::vector<int>{0, 0, 0, 50, 50, 50, 0, 0, 0});
    CHECK(fitted(ImageFit::Pad, 2, 2, {1, 2, 3, 4}, 2) == std::vector<int>{1, 2, 3, 4});
}
