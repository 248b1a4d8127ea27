#include "figures/confusion_matrix.h"

#include "spec/spec_file.h"
#include "support/catch.h"

using namespace lightcl;

namespace {

/// Three tasks of two classes in the order 4, 2, 0, 1, 3, 5, after the second one.
RunRecord confusedRun() {
    RunRecord run;
    run.spec = expandGrid(parseExperiment(
                              "name = \"confused\"\n[scenario]\ndataset = \"fashion-mnist\"\ntask_sizes = [2, 2, 2]\n"
                              "class_order = [4, 2, 0, 1, 3, 5]\n[network]\nbackbone = \"mlp\"\n"
                              "[[method]]\nname = \"sgd\"\n",
                              "confused"))
                   .front();
    run.summary.classNames = R"(["a","b","c","d","e","f","g","h","i","j"])";
    run.confusions[{2, 1}] = {
        {2, 1, 0, {{0, 6}, {4, 4}}}, {2, 1, 1, {{1, 10}}}, {2, 1, 2, {{0, 1}, {2, 9}}}, {2, 1, 4, {{1, 10}}}};
    return run;
}

} // namespace

TEST_CASE("a confusion matrix has its classes in the tasks' order, with borders between tasks", "[figures]") {
    const ConfusionMatrix matrix(confusedRun(), {2, 1});
    REQUIRE(matrix.size() == 4);
    CHECK(matrix.classAt(0) == 4);
    CHECK(matrix.nameAt(0) == "e");
    CHECK(matrix.nameAt(1) == "c");
    CHECK(matrix.nameAt(2) == "a");
    CHECK(matrix.nameAt(3) == "b");
    CHECK(matrix.borders() == std::vector<std::size_t>{2});
    CHECK(matrix.count(2, 2) == 6);
    CHECK(matrix.count(2, 0) == 4);
    CHECK(matrix.share(2, 0) == 0.4);
    CHECK(matrix.rowTotal(2) == 10);
    CHECK(matrix.columnTotal(2) == 7);
    CHECK(matrix.total() == 40);
    CHECK(matrix.correct() == 25);
}

TEST_CASE("a confusion matrix's table has the rows of the view", "[figures]") {
    const Table table = ConfusionMatrix(confusedRun(), {2, 1}).toTable();
    REQUIRE(table.columns.size() == 7);
    CHECK(table.columns[3].title == "predicted_class");
    REQUIRE(table.rows.size() == 6);
    CHECK(table.rows.front() == std::vector<std::string>{"2", "1", "4", "1", "10", "e", "b"});
}

TEST_CASE("without names a confusion matrix counts its classes up; without rows it is empty", "[figures]") {
    RunRecord run = confusedRun();
    run.summary.classNames.clear();
    const ConfusionMatrix matrix(run, {2, 1});
    CHECK(matrix.classAt(0) == 0);
    CHECK(matrix.nameAt(3) == "4");
    CHECK(matrix.borders().empty());
    CHECK(ConfusionMatrix(run, {1, 1}).empty());
    CHECK(ConfusionMatrix(run, {1, 1}).toTable().rows.empty());
}

TEST_CASE("of a long run with many classes only the tasks' ends are read", "[figures]") {
    RunRecord run;
    for (int task = 1; task <= 10; ++task)
        for (int epoch = 1; epoch <= 5; ++epoch) run.accuracies.push_back({task, epoch, 1, 0.5, 0.5});
    CHECK(confusionMoments(run, 10).size() == 50);
    const auto ends = confusionMoments(run, 1000);
    REQUIRE(ends.size() == 10);
    CHECK(ends.front() == RunPosition{1, 5});
}
