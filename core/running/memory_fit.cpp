#include "running/memory_fit.h"

#include "base/error.h"
#include "base/units.h"
#include "cost/cost_model.h"

#include <fmt/format.h>
#include <optional>
#include <string>

namespace lightcl {

namespace {

/// What a variant of the run needs; nothing when it is none that can be trained.
std::optional<std::int64_t> peakOf(const RunSpec& run, const DatasetInfo& dataset) {
    try {
        return estimateCost(run, dataset, CostConvention::Exact).peak.total();
    } catch (const InputError&) {
        return std::nullopt;
    }
}

/// The largest value of a setting, halved again and again, with which the run fits: "training.batch_size = 64".
std::string halvedUntilItFits(RunSpec run, Parameters RunSpec::*section, const std::string& title, const char* key,
                              const DatasetInfo& dataset, std::int64_t available) {
    for (auto value = (run.*section).integer(key) / 2; value >= 1; value /= 2) {
        (run.*section).set(key, value);
        const auto peak = peakOf(run, dataset);
        if (peak && *peak <= available) return fmt::format("{}{} = {} ({})", title, key, value, formatBytes(*peak));
    }
    return {};
}

std::string bufferThatFits(RunSpec run, const DatasetInfo& dataset, std::int64_t available) {
    for (const char* key : {"buffer_size", "memory_samples"}) {
        if (!run.method.parameters.contains(key)) continue;
        for (auto value = run.method.parameters.integer(key) / 2; value >= 1; value /= 2) {
            run.method.parameters.set(key, value);
            const auto peak = peakOf(run, dataset);
            if (peak && *peak <= available)
                return fmt::format("method.{}.{} = {} ({})", run.method.name, key, value, formatBytes(*peak));
        }
    }
    return {};
}

std::string whatFits(const RunSpec& run, const DatasetInfo& dataset, std::int64_t available) {
    RunSpec low = run;
    low.training.set("memory", std::string("low"));
    const auto peak = peakOf(low, dataset);
    if (peak && *peak <= available) return fmt::format("training.memory = \"low\" ({})", formatBytes(*peak));
    std::string found = halvedUntilItFits(run, &RunSpec::training, "training.", "batch_size", dataset, available);
    if (found.empty()) found = bufferThatFits(run, dataset, available);
    if (found.empty()) {
        found = halvedUntilItFits(low, &RunSpec::training, "training.", "batch_size", dataset, available);
        if (!found.empty()) found = "training.memory = \"low\" and " + found;
    }
    return found;
}

} // namespace

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
