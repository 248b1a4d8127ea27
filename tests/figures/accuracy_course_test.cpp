#include "figures/accuracy_course.h"

#include "support/catch.h"

#include <cmath>

using namespace lightcl;

namespace {

RunRecord twoTasks() {
    RunRecord run;
    run.tasks = 2;
    run.epochs = 2;
    run.accuracies = {{0, 0, 1, {}, 0.5},  {0, 0, 2, {}, 0.4},  {1, 1, 1, 0.8, 0.8}, {1, 1, 2, {}, 0.5},
                      {1, 2, 1, 0.9, 0.9}, {1, 2, 2, {}, 0.55}, {2, 1, 1, 0.5, 0.8}, {2, 1, 2, 0.7, 0.8},
                      {2, 2, 1, 0.4, 0.7}, {2, 2, 2, 0.8, 0.9}};
    return run;
}

} // namespace

TEST_CASE("A task's course begins with its training, the average is over the tasks met") {
    const auto courses = taskCourses(twoTasks(), AccuracyKind::TaskIl);
    REQUIRE(courses.size() == 2);
    CHECK(courses[0].size() == 4);
    REQUIRE(courses[1].size() == 2);
    CHECK(courses[1][0].position == RunPosition{2, 1});
    CHECK(courses[1][0].accuracy == 0.8);
    const auto average = averageCourse(twoTasks(), AccuracyKind::ClassIl);
    REQUIRE(average.size() == 4);
    CHECK(average[1].accuracy == Approx(0.9));
    CHECK(average[2].accuracy == Approx(0.6));
    CHECK(average[3].accuracy == Approx(0.6));
}

TEST_CASE("Joint training has accuracies in the last task's place only") {
    RunRecord run;
    run.tasks = 2;
    run.epochs = 1;
    run.accuracies = {{2, 1, 1, 0.9, 0.95}, {2, 1, 2, 0.8, 0.9}};
    const auto average = averageCourse(run, AccuracyKind::ClassIl);
    REQUIRE(average.size() == 1);
    CHECK(average[0].position == RunPosition{2, 1});
    CHECK(average[0].accuracy == Approx(0.85));
}

TEST_CASE("Mean and deviation over seeds are the sample's") {
    const auto means = meanCourse({{{{1, 1}, 0.5}, {{1, 2}, 0.6}}, {{{1, 1}, 0.7}}});
    REQUIRE(means.size() == 2);
    CHECK(means[0].accuracy.mean == Approx(0.6));
    CHECK(means[0].accuracy.sd.value() == Approx(std::sqrt(0.02)));
    CHECK(means[0].accuracy.count == 2);
    CHECK(means[1].accuracy.mean == Approx(0.6));
    CHECK_FALSE(means[1].accuracy.sd);
}

TEST_CASE("A task's end is its last epoch") {
    CHECK(taskEnds({{{1, 1}, 0.5}, {{1, 2}, 0.6}, {{3, 1}, 0.7}}) == AccuracyCourse{{{1, 1}, 0.6}, {{3, 1}, 0.7}});
    CHECK(taskEnds({}).empty());
}

TEST_CASE("Rows of the untrained network and of tasks to come take no part in a mean over the tasks met") {
    const std::vector<AccuracyRow> rows = {{2, 1, 1, 0.4, 0.6}, {2, 1, 2, 0.8, 1.0}, {2, 1, 3, 0.1, 0.1}};
    CHECK(meanOverTasksMet(rows, AccuracyKind::ClassIl).value() == Approx(0.6));
    CHECK(meanOverTasksMet(rows, AccuracyKind::TaskIl).value() == Approx(0.8));
    CHECK_FALSE(meanOverTasksMet({{0, 0, 1, {}, 0.5}}, AccuracyKind::TaskIl));
    CHECK_FALSE(meanOverTasksMet({{1, 1, 1, {}, 0.5}}, AccuracyKind::ClassIl));
}

TEST_CASE("The matrix holds the accuracy after each task's last epoch") {
    const AccuracyMatrix classIl(twoTasks(), AccuracyKind::ClassIl);
    CHECK(classIl.firstTrainedTask() == 1);
    CHECK(classIl.at(1, 1) == 0.9);
    CHECK_FALSE(classIl.at(1, 2));
    CHECK(classIl.at(2, 1) == 0.4);
    CHECK_FALSE(classIl.at(3, 1));
    CHECK_FALSE(classIl.at(1, 0));
    CHECK(toCsv(classIl.toTable()) == "trained_task,task_1,task_2\n1,0.9,\n2,0.4,0.8\n");
    const AccuracyMatrix taskIl(twoTasks(), AccuracyKind::TaskIl);
    CHECK(taskIl.firstTrainedTask() == 0);
    CHECK(toCsv(taskIl.toTable()) == "trained_task,task_1,task_2\n0,0.5,0.4\n1,0.9,0.55\n2,0.7,0.9\n");
    CHECK(AccuracyMatrix(RunRecord{}, AccuracyKind::TaskIl).empty());
}

TEST_CASE("The summing figures are those of the chosen kind of accuracy") {
    RunSummary run;
    run.classIl = 0.5;
    run.taskIl = 0.9;
    run.forgetting = 0.3;
    run.forgettingTaskIl = 0.1;
    CHECK(summaryFigures(run, AccuracyKind::ClassIl)[0].value == 0.5);
    CHECK(summaryFigures(run, AccuracyKind::TaskIl)[0].value == 0.9);
    CHECK(summaryFigures(run, AccuracyKind::ClassIl)[1].value == 0.3);
    CHECK(summaryFigures(run, AccuracyKind::TaskIl)[1].value == 0.1);
    CHECK_FALSE(summaryFigures(run, AccuracyKind::TaskIl)[2].value);
}
