#include "report/latex/latex_report.h"
#include "report/latex/results_table.h"
#include "support/approved.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

RunSpec run(const std::string& method, const std::string& dataset, std::int64_t buffer = 0,
            const std::string& kind = "class-incremental") {
    RunSpec spec;
    spec.scenario = {{"dataset", dataset}, {"kind", kind}, {"tasks", std::int64_t{5}}};
    spec.network = {{"backbone", std::string("mlp")}};
    spec.training = {{"epochs", std::int64_t{dataset == "mnist" ? 1 : 50}}};
    spec.method.name = method;
    if (buffer > 0) spec.method.parameters = {{"buffer_size", buffer}};
    return spec;
}

ResultsCell cell(double classIl, double flops) {
    return {meanSd({classIl, classIl + 0.02}), meanSd({0.9}), meanSd({flops}), meanSd({3.0 * 1024 * 1024})};
}

} // namespace

TEST_CASE("Data sets stand side by side, a method's runs in one row") {
    const auto table = resultsTable({{run("sgd", "cifar-10"), cell(0.2, 7.5e15)},
                                     {run("er", "cifar-10", 200), cell(0.5, 1.1e16)},
                                     {run("er", "mnist", 200), cell(0.7, 2e13)},
                                     {run("joint", "cifar-10", 0, "task-incremental"), cell(0.9, 3.75e16)}});
    REQUIRE(table.settings == std::vector<std::string>{"Split CIFAR-10", "Split MNIST"});
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[1].method == "ER");
    CHECK(table.rows[1].buffer == "200");
    CHECK(table.rows[0].buffer == "-");
    CHECK(table.rows[1].cells[0].has_value());
    CHECK(table.rows[1].cells[1]->flops->mean == 2e13);
    CHECK_FALSE(table.rows[0].cells[1].has_value());
    // Where the task is told, class-IL is not asked.
    CHECK_FALSE(table.rows[2].cells[0]->classIl.has_value());
    CHECK(table.rows[2].cells[0]->taskIl.has_value());
    checkApproved("report/approved/results.tex", latexTable(table, "Made up"));
}

TEST_CASE("Rows of one method say in what they differ, but for the buffer's size") {
    auto longer = run("er", "mnist", 200);
    longer.training = {{"epochs", std::int64_t{5}}};
    const auto table = resultsTable(
        {{run("er", "mnist", 200), {}}, {run("er", "mnist", 500), {}}, {longer, {}}, {run("er", "cifar-10", 200), {}}});
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[0].method == "ER (epochs = 1)");
    CHECK(table.rows[1].method == "ER (epochs = 1)");
    CHECK(table.rows[1].buffer == "500");
    CHECK(table.rows[2].method == "ER (epochs = 5)");
    CHECK(table.rows[0].cells[1].has_value());
}

TEST_CASE("Settings of one data set say in what they differ") {
    auto ten = run("sgd", "cifar-10");
    ten.scenario.set("tasks", std::int64_t{10});
    const auto table = resultsTable({{run("sgd", "cifar-10"), {}}, {ten, {}}, {run("sgd", "mnist"), {}}});
    CHECK(table.settings ==
          std::vector<std::string>{"Split CIFAR-10 (tasks = 5)", "Split CIFAR-10 (tasks = 10)", "Split MNIST"});
}
