#include "running/budget_advice.h"

#include "base/error.h"
#include "cost/cost_model.h"
#include "spec/dataset_of.h"
#include "spec/spec_file.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <algorithm>
#include <fmt/format.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

constexpr std::int64_t kMega = std::int64_t{1} << 20;

RunSpec runWith(const std::string& method, const std::string& more = "") {
    const auto toml =
        fmt::format("name = \"b\"\n[scenario]\ndataset = \"fashion-mnist\"\n[network]\nbackbone = "
                    "\"resnet18\"\nwidth = 20\n[training]\nbatch_size = 32\n[[method]]\nname = \"{}\"\n{}",
                    method, more);
    return expandGrid(parseExperiment(toml, "spec")).front();
}

bool offers(const std::vector<FittingChange>& changes, const std::string& setting) {
    return std::any_of(changes.begin(), changes.end(),
                       [&](const auto& change) { return change.settings.starts_with(setting); });
}

} // namespace

TEST_CASE("Every change that makes a run fit is offered, with what it is predicted to need") {
    const RunSpec run = runWith("er");
    const DatasetInfo dataset = datasetOf(run.scenario);
    const std::int64_t peak = estimateCost(run, CostConvention::Exact).peak.total();
    const auto changes = changesThatFit(run, dataset, peak * 8 / 10);
    CHECK(offers(changes, "training.memory = \"low\""));
    CHECK(offers(changes, "training.precision = \"bfloat16\""));
    CHECK(offers(changes, "training.batch_size = "));
    for (const FittingChange& change : changes) CHECK(change.bytes <= peak * 8 / 10);
    RunSpec low = run;
    low.training.set("memory", std::string("low"));
    CHECK(changes.front().bytes == estimateCost(low, CostConvention::Exact).peak.total());
    CHECK(changesThatFit(run, dataset, 1000).empty());
}

TEST_CASE("A freeze line is offered where the method has one, the one that freezes the least") {
    const RunSpec run = runWith("latent-replay", "first_trainable_stage = \"stem\"\n");
    const DatasetInfo dataset = datasetOf(run.scenario);
    const std::int64_t peak = estimateCost(run, CostConvention::Exact).peak.total();
    RunSpec frozen = run;
    std::string least;
    for (const auto* stage : {"layer1", "layer2", "layer3", "layer4", "head"}) {
        frozen.method.parameters.set("first_trainable_stage", std::string(stage));
        if (least.empty() && estimateCost(frozen, CostConvention::Exact).peak.total() <= peak * 7 / 10) least = stage;
    }
    const auto changes = changesThatFit(run, dataset, peak * 7 / 10);
    if (least.empty())
        CHECK_FALSE(offers(changes, "method.latent-replay.first_trainable_stage"));
    else
        CHECK(offers(changes, "method.latent-replay.first_trainable_stage = \"" + least + "\""));
}

TEST_CASE("A breach is told in one line: step, need, budget, and what would fit with the floor in it") {
    const RunSpec run = runWith("er");
    const DatasetInfo dataset = datasetOf(run.scenario);
    const std::int64_t peak = estimateCost(run, CostConvention::Exact).peak.total();
    const MemoryBudget budget{50 * kMega + peak * 8 / 10, 50 * kMega};
    BudgetBreach breach{{2, 3}, 7, "backward layer1.0", 50 * kMega + peak * 9 / 10, false, budget};
    const std::string said = breachSentence(breach, run, dataset);
    CHECK(said.starts_with("task 2, epoch 3, step 7 (backward layer1.0) needed at least "));
    CHECK(contains(said, "more than the memory budget of "));
    CHECK(contains(said, "beside the process's floor of 50.0 MiB); predicted to fit: training.memory = \"low\" ("));
    CHECK(contains(said, " as it is"));
    CHECK_FALSE(contains(said, "\n"));
    breach.resident = true;
    CHECK(contains(breachSentence(breach, run, dataset), " of the process's own, more than the memory budget of "));
    breach.resident = false;
    breach.step = 0;
    breach.neededBytes = 0;
    const std::string refused = breachSentence(breach, run, dataset);
    CHECK(refused.starts_with("task 2, epoch 3 (backward layer1.0) needed more than the memory budget of "));
}

TEST_CASE("A budget that is not above the floor is refused with both, one below the prediction is warned of") {
    const std::string refusal = messageOf<InputError>([] { requireAboveFloor({40 * kMega, 50 * kMega}); });
    CHECK(contains(refusal, "floor of 50.0 MiB"));
    CHECK(contains(refusal, "got 40.0 MiB"));
    CHECK_NOTHROW(requireAboveFloor({50 * kMega + 1, 50 * kMega}));
    Prediction exact;
    exact.peak[MemoryCategory::Weights] = 10 * kMega;
    CHECK(budgetWarning({60 * kMega, 50 * kMega}, exact).empty());
    CHECK(contains(budgetWarning({60 * kMega - 1, 50 * kMega}, exact), "predicted to need 60.0 MiB"));
}
