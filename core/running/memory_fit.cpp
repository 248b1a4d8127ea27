#include "running/memory_fit.h"

#include "base/error.h"
#include "base/units.h"
#include "cost/cost_model.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

std::string textOf(const std::optional<FittingChange>& change) {
    return change ? fmt::format("{} ({})", change->settings, formatBytes(change->bytes)) : std::string();
}

std::string whatFits(const RunSpec& run, const DatasetInfo& dataset, std::int64_t available) {
    RunSpec low = run;
    low.training.set("memory", std::string("low"));
    const auto peak = predictedPeak(low, dataset);
    if (peak && *peak <= available) return textOf(FittingChange{"training.memory = \"low\"", *peak});
    std::string found = textOf(smallerBatchThatFits(run, dataset, available));
    if (found.empty()) found = textOf(smallerBufferThatFits(run, dataset, available));
    if (found.empty()) {
        found = textOf(smallerBatchThatFits(low, dataset, available));
        if (!found.empty()) found = "training.memory = \"low\" and " + found;
    }
    return found;
}

} // namespace

std::optional<std::int64_t> predictedPeak(const RunSpec& run, const DatasetInfo& dataset) {
    try {
        return estimateCost(run, dataset, CostConvention::Exact).peak.total();
    } catch (const InputError&) {
        return std::nullopt;
    }
}

std::optional<FittingChange> smallerBatchThatFits(const RunSpec& run, const DatasetInfo& dataset,
                                                  std::int64_t available) {
    RunSpec smaller = run;
    for (auto size = run.training.integer("batch_size") / 2; size >= 1; size /= 2) {
        smaller.training.set("batch_size", size);
        const auto peak = predictedPeak(smaller, dataset);
        if (peak && *peak <= available) return FittingChange{fmt::format("training.batch_size = {}", size), *peak};
    }
    return std::nullopt;
}

std::optional<FittingChange> smallerBufferThatFits(const RunSpec& run, const DatasetInfo& dataset,
                                                   std::int64_t available) {
    for (const char* key : {"buffer_size", "memory_samples"}) {
        if (!run.method.parameters.contains(key)) continue;
        RunSpec smaller = run;
        for (auto size = run.method.parameters.integer(key) / 2; size >= 1; size /= 2) {
            smaller.method.parameters.set(key, size);
            const auto peak = predictedPeak(smaller, dataset);
            if (peak && *peak <= available)
                return FittingChange{fmt::format("method.{}.{} = {}", run.method.name, key, size), *peak};
        }
    }
    return std::nullopt;
}

void requireMemory(const RunSpec& run, const DatasetInfo& dataset, const Prediction& exact, std::int64_t available) {
    if (available <= 0 || exact.peak.total() <= available) return;
    const std::string fits = whatFits(run, dataset, available);
    throw InputError(
        fmt::format("method {}: predicted to need {}, more than the {} of memory here; {}; `lightcl run "
                    "--any-memory` tries it all the same",
                    run.method.name, formatBytes(exact.peak.total()), formatBytes(available),
                    fits.empty() ? "expected a smaller network or data set" : fmt::format("what would fit: {}", fits)));
}

} // namespace lightcl
