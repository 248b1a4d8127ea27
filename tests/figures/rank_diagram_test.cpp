#include "figures/rank_diagram.h"

#include "figures/pgfplots.h"
#include "support/catch.h"
#include "support/message_of.h"

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("A critical-difference diagram has the better half of the names at the right, the outer ones above") {
    const auto diagram = rankDiagram("mean rank", {{"a", 1.4}, {"b", 2.2}, {"c", 3.1}, {"d", 3.3}, {"e", 4.6}}, {});
    CHECK(diagram.low == 1);
    CHECK(diagram.high == 5);
    CHECK(diagram.rows == 3);
    CHECK(diagram.levels == 0);
    REQUIRE(diagram.names.size() == 5);
    CHECK(diagram.names[2].right);
    CHECK(diagram.names[2].row == 2);
    CHECK_FALSE(diagram.names[3].right);
    CHECK(diagram.names[3].row == 1);
    CHECK(diagram.names[4].row == 0);
}

TEST_CASE("Bars that would touch stand on levels of their own") {
    const auto diagram = rankDiagram("mean rank", {{"a", 1}, {"b", 2}, {"c", 3}, {"d", 4}, {"e", 5}, {"f", 6}},
                                     {{0, 2}, {1, 3}, {3, 4}, {4, 5}});
    REQUIRE(diagram.bars.size() == 4);
    CHECK(diagram.bars[0].best == 1);
    CHECK(diagram.bars[0].worst == 3);
    CHECK(diagram.bars[1].level == 1);
    CHECK(diagram.bars[2].level == 0); // begins behind the first one's end
    CHECK(diagram.bars[3].level == 1);
    CHECK(diagram.levels == 2);
}

TEST_CASE("Groups that all share a rank still have an axis") {
    const auto diagram = rankDiagram("mean rank", {{"a", 2}, {"b", 2}}, {{0, 1}});
    CHECK(diagram.low == 2);
    CHECK(diagram.high == 3);
    CHECK(rankDiagram("mean rank", {}, {}).names.empty());
}

TEST_CASE("A critical-difference diagram is written for LaTeX") {
    const auto diagram = rankDiagram("mean rank", {{"a_1", 1.25}, {"b", 1.75}}, {{0, 1}});
    PgfStyle style;
    style.title = true;
    const auto text = pgfRanks(diagram, "Ranks", style);
    CHECK(contains(text, "\\begin{tikzpicture}"));
    CHECK(contains(text, "{1.25 a\\_1};"));
    CHECK(contains(text, "{b 1.75};"));
    CHECK(contains(text, "line cap=round"));
    CHECK(contains(text, "{Ranks};"));
    CHECK(text.ends_with("\\end{tikzpicture}\n"));
}
