#include "data/resample.h"
#include "support/catch.h"

#include <vector>

using namespace lightcl;

namespace {

/// A grey picture from its rows, stretched; the red channel of the result.
std::vector<int> stretched(std::int64_t width, std::int64_t height, const std::vector<std::uint8_t>& grey,
                           std::int64_t size) {
    auto picture = Picture::ofSize(width, height);
    for (std::size_t i = 0; i < picture.rgb.size(); ++i) picture.rgb[i] = grey[i / 3];
    std::vector<std::uint8_t> target(static_cast<std::size_t>(3 * size * size));
    resample(picture, size, target);
    return {target.begin(), target.begin() + size * size};
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
