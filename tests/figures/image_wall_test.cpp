#include "figures/image_wall.h"

#include "support/catch.h"

using namespace lightcl;

TEST_CASE("pictures are as large as the page has room for", "[figures]") {
    const auto wall = imageWall({4, 0, 9}, 100, 200, 10, 60);
    // 33 pixels: three a line, so two lines, one and three; with 34 there would be two a line and eight lines.
    CHECK(wall.size == 33);
    CHECK(wall.perLine == 3);
    CHECK(wall.firstLine == std::vector<int>{0, 2, 3});
    CHECK(wall.lines == 6);
    CHECK(wall.fits);
    CHECK(imageWall({1}, 500, 500, 10, 60).size == 60);
}

TEST_CASE("pictures that do not fit have the smallest size", "[figures]") {
    const auto wall = imageWall({1000}, 100, 50, 10, 60);
    CHECK(wall.size == 10);
    CHECK(wall.perLine == 10);
    CHECK(wall.lines == 100);
    CHECK_FALSE(wall.fits);
    CHECK(imageWall({}, 100, 50, 10, 60).lines == 0);
    CHECK(imageWall({3}, 5, 500, 10, 60).perLine == 1);
}
