#include "figures/moment.h"

#include "support/catch.h"

using namespace lightcl;

TEST_CASE("a run's moments are the epochs at which it was tested", "[figures]") {
    RunRecord run;
    run.accuracies = {{0, 0, 1, std::nullopt, 0.5}, {1, 2, 1, 0.5, 0.5}, {1, 1, 1, 0.5, 0.5}, {1, 1, 2, 0.5, 0.5}};
    run.confusions[{2, 1}] = {{2, 1, 0, {{0, 3}}}};
    CHECK(momentsOf(run) == std::vector<RunPosition>{{1, 1}, {1, 2}, {2, 1}});
    CHECK(momentsOf(RunRecord{}).empty());
}

TEST_CASE("a moment that is not there is the last one before it", "[figures]") {
    const std::vector<RunPosition> moments{{1, 1}, {1, 2}, {3, 1}};
    CHECK(momentAt(moments, {1, 2}) == 1U);
    CHECK(momentAt(moments, {2, 5}) == 1U);
    CHECK(momentAt(moments, {9, 9}) == 2U);
    CHECK(momentAt(moments, {0, 0}) == 0U);
    CHECK_FALSE(momentAt({}, {1, 1}).has_value());
    CHECK(endOfTask(moments, 1) == RunPosition{1, 2});
    CHECK(endOfTask(moments, 2) == RunPosition{1, 2});
    CHECK_FALSE(endOfTask({}, 1).has_value());
}

TEST_CASE("a moment has words", "[figures]") {
    CHECK(momentWords({3, 2}, 5) == "task 3, epoch 2 of 5");
    CHECK(momentWords({3, 1}, 1) == "task 3");
}
