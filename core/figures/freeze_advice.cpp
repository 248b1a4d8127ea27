#include "figures/freeze_advice.h"

#include "base/error.h"
#include "catalog/layer_metric.h"
#include "figures/layer_facts.h"
#include "rules/stable_prefix.h"
#include "spec/method_network.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <iterator>

namespace lightcl {

namespace {

const LayerMetrics::Course* generalizabilityOf(const RunRecord& run) {
    return run.layerMetrics.course(std::string(layerMetricName("generalizability")));
}

std::string frozenStages(const NetworkSpec& network, std::size_t firstTrainable) {
    const auto& first = network.stages.front().name;
    return firstTrainable == 1 ? first : fmt::format("{} to {}", first, network.stages[firstTrainable - 1].name);
}

std::string reasonOf(const RunRecord& run, const FreezeAdvice& advice) {
    const auto layers = run.network.weightLayers();
    const auto after = fmt::format("after task {}, epoch {}", advice.at.task, advice.at.epoch);
    if (!advice.stoppedBy || advice.firstTrainable + 1 >= run.network.stages.size())
        return fmt::format("freeze {}: every layer of them reaches {:.2f} {}; the head is always trained",
                           frozenStages(run.network, advice.firstTrainable), advice.threshold, after);
    const auto& name = layers[*advice.stoppedBy].name;
    const double value = advice.generalizability[*advice.stoppedBy];
    const auto stop =
        std::isnan(value) ? fmt::format("{} was not measured", name) : fmt::format("{} has {:.3f}", name, value);
    if (advice.firstTrainable == 0)
        return fmt::format("freeze nothing: {} {}, and {:.2f} is asked for", stop, after, advice.threshold);
    return fmt::format("freeze {}: every layer of them reaches {:.2f} {}; {}",
                       frozenStages(run.network, advice.firstTrainable), advice.threshold, after, stop);
}

} // namespace

std::optional<FreezeAdvice> adviseFreeze(const RunRecord& run, RunPosition at, double threshold) {
    if (!whyNoAdvice(run).empty()) return std::nullopt;
    const auto& course = *generalizabilityOf(run);
    auto found = course.upper_bound(at);
    if (found == course.begin()) return std::nullopt;
    --found;
    FreezeAdvice advice;
    advice.at = found->first;
    advice.threshold = threshold;
    advice.generalizability = found->second;
    advice.generalizability.resize(run.network.weightLayers().size(), NAN);
    advice.firstTrainable = stablePrefix(run.network, advice.generalizability, threshold);
    const auto stopped = std::find_if(advice.generalizability.begin(), advice.generalizability.end(),
                                      [&](double value) { return !(value >= threshold); });
    if (stopped != advice.generalizability.end())
        advice.stoppedBy = static_cast<std::size_t>(stopped - advice.generalizability.begin());
    advice.reason = reasonOf(run, advice);
    return advice;
}

std::string whyNoAdvice(const RunRecord& run) {
    if (run.network.stages.empty()) return "No advice: this run's network is not known, its spec cannot be read here.";
    if (run.layerMetrics.empty())
        return "No advice: this run did not measure its layers; measuring.layer_metrics = true makes the "
               "generalizability that the advice follows from.";
    if (generalizabilityOf(run) == nullptr)
        return "No advice yet: generalizability compares with earlier tasks, it is measured from the second task on.";
    if (run.layerMetrics.layers().size() > run.network.weightLayers().size())
        return "No advice: the measured layers are not those of this run's network.";
    return {};
}

double adviceThresholdOf(const RunRecord& run) {
    constexpr auto key = "generalizability_threshold";
    const bool known = run.spec && run.spec->method.parameters.contains(key);
    return known ? run.spec->method.parameters.number(key) : 0.5;
}

std::optional<std::size_t> ownFreezeLine(const RunRecord& run) {
    if (!run.spec || !run.spec->method.parameters.contains("first_trainable_stage") || run.network.stages.empty())
        return std::nullopt;
    if (const auto* frozen = run.layerMetrics.course(std::string(layerMetricName("frozen")));
        frozen != nullptr && !frozen->empty()) {
        const auto stages = run.network.stagesOfWeightLayers();
        const int task = frozen->rbegin()->first.task;
        for (std::size_t layer = 0; layer < stages.size(); ++layer)
            if (!stoodStill(run.layerMetrics, layer, task)) return stages[layer];
    }
    try {
        return firstTrainableStageOf(run.spec->method.parameters, run.network);
    } catch (const InputError&) {
        return std::nullopt; // a stage that another version's network had
    }
}

} // namespace lightcl
