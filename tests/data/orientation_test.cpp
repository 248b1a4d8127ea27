#include "data/orientation.h"
#include "support/catch.h"
#include "support/png_chunks.h"

#include <map>
#include <span>
#include <string>
#include <vector>

using namespace lightcl;
using namespace lightcl::test;

namespace {

int orientationIn(const std::string& exif) {
    return exifOrientation(std::as_bytes(std::span(exif)));
}

/// Rows of one letter a pixel.
using Letters = std::vector<std::string>;

Picture pictureOf(const Letters& rows) {
    auto picture = Picture::ofSize(std::ssize(rows.front()), std::ssize(rows));
    std::size_t place = 0;
    for (const auto& row : rows) {
        for (const char letter : row) {
            picture.rgb[place++] = static_cast<std::uint8_t>(letter);
            picture.rgb[place++] = static_cast<std::uint8_t>(letter + 1);
            picture.rgb[place++] = static_cast<std::uint8_t>(letter + 2);
        }
    }
    return picture;
}

Letters lettersOf(const Picture& picture) {
    Letters rows(static_cast<std::size_t>(picture.height));
    for (std::size_t i = 0; i < picture.rgb.size(); i += 3) {
        CHECK(picture.rgb[i + 2] == picture.rgb[i] + 2);
        rows[i / 3 / static_cast<std::size_t>(picture.width)] += static_cast<char>(picture.rgb[i]);
    }
    return rows;
}

} // namespace

TEST_CASE("Each of the eight orientations is made upright") {
    const Letters stored = {"abc", "def"};
    const std::map<int, Letters> upright = {{1, {"abc", "def"}},     {2, {"cba", "fed"}},     {3, {"fed", "cba"}},
                                            {4, {"def", "abc"}},     {5, {"ad", "be", "cf"}}, {6, {"da", "eb", "fc"}},
                                            {7, {"fc", "eb", "da"}}, {8, {"cf", "be", "ad"}}};
    for (const auto& [orientation, expected] : upright) {
        INFO(orientation);
        CHECK(lettersOf(oriented(pictureOf(stored), orientation)) == expected);
    }
    for (const int none : {0, 9, -6}) CHECK(lettersOf(oriented(pictureOf(stored), none)) == stored);
}

TEST_CASE("The noted orientation is found in either order of bytes") {
    for (int orientation = 1; orientation <= 8; ++orientation) {
        CHECK(orientationIn(exifOf(orientation)) == orientation);
        CHECK(orientationIn(std::string("Exif\0\0", 6) + exifOf(orientation)) == orientation);
        const std::string small = std::string("II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0", 18) +
                                  static_cast<char>(orientation) + std::string(7, '\0');
        CHECK(orientationIn(small) == orientation);
    }
}

TEST_CASE("What notes no orientation leaves a picture as it is") {
    CHECK(orientationIn("") == 1);
    CHECK(orientationIn("no Exif data at all") == 1);
    CHECK(orientationIn(exifOf(0)) == 1);
    CHECK(orientationIn(exifOf(9)) == 1);
    auto other = exifOf(6);
    other[11] = '\x13';
    CHECK(orientationIn(other) == 1);
    auto far = exifOf(6);
    far[4] = '\xff';
    CHECK(orientationIn(far) == 1);
    const auto whole = exifOf(6);
    for (std::size_t length = 0; length < 20; ++length) CHECK(orientationIn(whole.substr(0, length)) == 1);
}
