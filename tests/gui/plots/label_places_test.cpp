#include "plots/label_places.h"

#include "support/catch.h"

using namespace lightcl;

TEST_CASE("Names stand beside their marks, over no other name and no mark, or not at all") {
    const QRectF area(0, 0, 200, 100);
    std::vector<LabelWish> wishes = {{{50, 50}, {60, 14}}, {{60, 52}, {60, 14}}, {{195, 50}, {60, 14}}};
    const auto places = labelPlaces(wishes, area, 5);
    for (std::size_t at = 0; at < places.size(); ++at) {
        REQUIRE(places[at]);
        CHECK(area.contains(*places[at]));
        for (std::size_t other = 0; other < places.size(); ++other) {
            if (other != at) CHECK_FALSE(places[at]->intersects(*places[other]));
            CHECK_FALSE(places[at]->contains(wishes[other].mark));
        }
    }
    // Rather left of the mark than over the line at its right.
    const auto clear = labelPlaces({{{100, 50}, {40, 14}}}, area, 5, {QLineF(100, 50, 180, 55)});
    CHECK(clear[0]->right() < 100);
    CHECK(labelPlaces({{{100, 50}, {300, 14}}}, area, 5) == std::vector<std::optional<QRectF>>{std::nullopt});
}
