#include "figures/course.h"

#include "support/catch.h"

using namespace lightcl;

TEST_CASE("An epoch lies in the middle of its part of its task") {
    CHECK(epochCenter({1, 1}, 1) == Approx(0.5));
    CHECK(epochCenter({3, 2}, 4) == Approx(2.375));
    CHECK(stepPosition({1, 1}, 2, 50, 100) == Approx(0.25));
    CHECK(stepPosition({2, 2}, 2, 100, 100) == Approx(2.0));
    CHECK(stepPosition({2, 1}, 1, 1, 0) == Approx(2.0));
}

TEST_CASE("All positions of a run stand in order") {
    CHECK(allPositions(2, 2) == std::vector<RunPosition>{{1, 1}, {1, 2}, {2, 1}, {2, 2}});
    CHECK(allPositions(0, 5).empty());
    CHECK(positionLabel({5, 2}, false) == "5.2");
    CHECK(positionLabel({5, 1}, true) == "5");
}

TEST_CASE("Labels thin out by epoch, then by task, where they would touch") {
    const auto columns = allPositions(3, 4);
    CHECK(labelledColumns(columns, 30, 28).size() == 12);
    CHECK(labelledColumns(columns, 15, 28) == std::vector<std::size_t>{0, 2, 4, 6, 8, 10});
    CHECK(labelledColumns(columns, 7, 28) == std::vector<std::size_t>{0, 4, 8});
    CHECK(labelledColumns(columns, 4, 28) == std::vector<std::size_t>{0, 8});
    CHECK(labelledColumns(columns, 0, 28).empty());
    CHECK(labelledColumns({}, 30, 28).empty());
}

TEST_CASE("A label keeps its distance from the next task's first") {
    // Every second epoch of five would label the fifth right beside the next task.
    CHECK(labelledColumns(allPositions(2, 5), 15, 28) == std::vector<std::size_t>{0, 2, 5, 7});
}

namespace {

double tenPixelsALetter(const std::string& text) {
    return 10.0 * static_cast<double>(text.size());
}

} // namespace

TEST_CASE("A course is labelled by epoch and, above, by task") {
    const auto labels = courseLabels(2, 2, {0, 2}, 400, tenPixelsALetter);
    CHECK(labels.title == "trained task.epoch");
    CHECK(labels.epochs == std::vector<AxisLabel>{{0.25, "1.1"}, {0.75, "1.2"}, {1.25, "2.1"}, {1.75, "2.2"}});
    CHECK(labels.tasks == std::vector<AxisLabel>{{0.5, "Task 1"}, {1.5, "Task 2"}});
}

TEST_CASE("A task's name stands over what is in view of it, and is short or gone where that is little") {
    const auto labels = courseLabels(3, 4, {0.5, 1.75}, 250, tenPixelsALetter);
    CHECK(labels.tasks == std::vector<AxisLabel>{{0.75, "Task 1"}, {1.375, "Task 2"}});
    CHECK(courseLabels(3, 4, {0.9, 1.9}, 200, tenPixelsALetter).tasks ==
          std::vector<AxisLabel>{{0.95, "1"}, {1.45, "Task 2"}});
    CHECK(courseLabels(20, 4, {0, 20}, 200, tenPixelsALetter).tasks.empty());
}

TEST_CASE("Runs of one epoch, or of different ones, are labelled by task alone") {
    for (const int epochs : {0, 1}) {
        const auto labels = courseLabels(2, epochs, {0, 2}, 400, tenPixelsALetter);
        CHECK(labels.title == "trained task");
        CHECK(labels.epochs == std::vector<AxisLabel>{{0.5, "1"}, {1.5, "2"}});
        CHECK(labels.tasks.empty());
    }
}

TEST_CASE("Columns of a task stand together") {
    CHECK(taskSpans({{1, 1}, {1, 2}, {2, 1}, {4, 7}}) == std::vector<TaskSpan>{{1, 0, 2}, {2, 2, 1}, {4, 3, 1}});
    CHECK(taskSpans({}).empty());
}
