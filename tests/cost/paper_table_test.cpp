#include "base/units.h"
#include "catalog/catalog.h"
#include "cost/cost_model.h"
#include "spec/spec_file.h"
#include "support/catch.h"
#include "support/places.h"

#include <algorithm>
#include <filesystem>
#include <map>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A row of LightCL's Table 1 for one data set, and how near our figures are to it (relative).
struct TableRow {
    const char* method;
    double flops;
    double mebibytes;
    double flopsWithin = 0.015;
    double memoryWithin = 0.005;
};

std::map<std::string, Prediction> costsOf(const std::string& name) {
    const auto folder = sourceFolder() / "experiments/paper";
    std::map<std::string, Prediction> costs;
    for (const std::string& file : {name + ".toml", name + "-pnn.toml"}) {
        for (const RunSpec& run : expandGrid(loadExperiment((folder / file).string(), {}))) {
            costs[run.method.name] = estimateCost(run, CostConvention::Paper);
        }
    }
    return costs;
}

void compare(const std::string& name, const std::vector<TableRow>& rows) {
    const auto costs = costsOf(name);
    for (const TableRow& row : rows) {
        CAPTURE(name, row.method);
        REQUIRE(costs.contains(row.method));
        const Prediction& cost = costs.at(row.method);
        CHECK(cost.trainingFlops == Approx(row.flops).epsilon(row.flopsWithin));
        CHECK(static_cast<double>(cost.peak.total()) / kMiB == Approx(row.mebibytes).epsilon(row.memoryWithin));
    }
    CHECK(costs.size() == rows.size());
}

} // namespace

// Where a row is further from the table than 1.5 % and 0.5 %, docs/costs.md says why.

TEST_CASE("Table 1's costs on Split CIFAR-10 come out of the spec", "[cost]") {
    compare("split-cifar-10", {{"joint", 37.5e15, 153.4},
                               {"sgd", 7.5e15, 153.4},
                               {"ewc", 7.5e15, 196.0},
                               {"pnn", 10.5e15, 323.9, 0.05},
                               {"fdr", 11e15, 185.4},
                               {"er", 11e15, 185.4},
                               {"der++", 14.5e15, 217.3},
                               {"sparcl-er", 1.1e15, 106.6, 0.015, 0.02},
                               {"sparcl-der++", 1.5e15, 140.6, 0.035},
                               {"lightcl", 5.4e15, 92.8, 0.015, 0.01},
                               {"lightcl-sparse", 2.3e15, 25.0, 0.26, 0.25}});
}

TEST_CASE("Table 1's costs on Split TinyImageNet come out of the spec", "[cost]") {
    compare("split-tiny-imagenet", {{"joint", 120e16, 357.9},
                                    {"sgd", 12e16, 357.9},
                                    {"ewc", 12e16, 400.5},
                                    {"pnn", 26.4e16, 528.4, 0.016},
                                    {"fdr", 17.7e16, 485.7},
                                    {"er", 17.7e16, 485.7},
                                    {"der++", 23.3e16, 613.5},
                                    {"sparcl-er", 1.8e16, 407.0, 0.025},
                                    {"sparcl-der++", 2.3e16, 536.8},
                                    {"lightcl", 8.6e16, 128.0, 0.015, 0.01},
                                    {"lightcl-sparse", 3.7e16, 87.1, 0.26, 0.47}});
}

TEST_CASE("the cost model knows every method of the catalog", "[cost]") {
    for (const MethodInfo& method : catalog().methods()) {
        const auto& refusals = method.refusals;
        const bool taskOnly = std::any_of(refusals.begin(), refusals.end(),
                                          [](const auto& refusal) { return refusal.first == "class-incremental"; });
        const std::string toml = std::string("name = \"each\"\n[scenario]\ndataset = \"cifar-10\"\n") +
                                 (taskOnly ? "kind = \"task-incremental\"\n" : "") +
                                 "[network]\nbackbone = \"resnet18\"\n[[method]]\nname = \"" + method.name + "\"\n";
        CAPTURE(method.name);
        const RunSpec run = expandGrid(parseExperiment(toml, "each", {})).front();
        CHECK(estimateCost(run, CostConvention::Exact).peak.total() > 0);
        CHECK(estimateCost(run, CostConvention::Paper).trainingFlops > 0);
    }
}
