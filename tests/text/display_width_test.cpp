#include "support/catch.h"
#include "text/display_width.h"

using namespace lightcl;

TEST_CASE("Text is as wide as a terminal shows it") {
    CHECK(displayWidth("") == 0);
    CHECK(displayWidth("abc") == 3);
    CHECK(displayWidth("±█─") == 3);
    CHECK(displayWidth("継続学習") == 8);
    CHECK(displayWidth("e\u0301") == 1);
    CHECK(displayWidth("\xff\xfe") == 2);
}

TEST_CASE("Long text is cut to a width and says so") {
    CHECK(shortened("layer4.0", 8) == "layer4.0");
    CHECK(shortened("layer4.0", 7) == "layer4…");
    CHECK(shortened("継続学習", 6) == "継続…");
    CHECK(shortened("abc", 1) == "…");
    CHECK(shortened("abc", 0).empty());
}
