#include "rules/training_counts.h"

#include "base/error.h"
#include "catalog/catalog.h"
#include "spec/held_out.h"

#include <algorithm>
#include <cstddef>
#include <fmt/format.h>
#include <limits>

namespace lightcl {

namespace {

/// The class that leaves the least room for probes.
struct TightestClass {
    std::int64_t label = 0;
    std::int64_t mostProbes = std::numeric_limits<std::int64_t>::max(); ///< of its task
};

TightestClass tightestClass(const ScenarioSettings& scenario, const std::vector<std::int64_t>& trainCounts) {
    TightestClass tightest;
    for (const auto& classes : taskClasses(scenario)) {
        for (std::int64_t place = 0; place < std::ssize(classes); ++place) {
            const std::int64_t label = classes[static_cast<std::size_t>(place)];
            const std::int64_t count = trainCounts.at(static_cast<std::size_t>(label));
            // All but one image of it in as many turns, and in the next turn those of the classes before it.
            const std::int64_t most = (count - 1) * std::ssize(classes) + place;
            if (count > 0 && most < tightest.mostProbes) tightest = {label, most};
        }
    }
    return tightest;
}

/// With the smallest settings there are.
std::int64_t leastProbes() {
    const auto& known = catalog().measuringParameters();
    const auto least = [&](const char* name) {
        const auto found =
            std::find_if(known.begin(), known.end(), [&](const ParameterInfo& info) { return info.name == name; });
        return static_cast<std::int64_t>(found->minimum.value_or(1));
    };
    MeasuringSettings measuring;
    measuring.probeSamples = least("probe_samples");
    measuring.probeBatches = least("probe_batches");
    return measuring.probesPerTask();
}

} // namespace

std::int64_t probesOfClass(std::int64_t probes, std::int64_t place, std::int64_t classes) {
    return probes / classes + (place < probes % classes ? 1 : 0);
}

std::int64_t validationImages(std::int64_t left, double share) {
    return heldOutOf(left, share);
}

void requireValidation(std::int64_t task, std::int64_t images, double share) {
    if (share <= 0 || images > 0) return;
    throw InputError({.section = "", .key = "selection_share"},
                     fmt::format("expected two images or more of a class of task {} to hold one out of, found one of "
                                 "each at most; choose from more images, or selection = \"none\"",
                                 task));
}

void checkTrainingCounts(const ScenarioSettings& scenario, const std::vector<std::int64_t>& trainCounts,
                         const std::vector<std::string>& classNames, std::int64_t probesPerTask) {
    const TightestClass tightest = tightestClass(scenario, trainCounts);
    if (probesPerTask <= tightest.mostProbes) return;
    const auto index = static_cast<std::size_t>(tightest.label);
    const std::string name = index < classNames.size() ? fmt::format(" ({})", classNames[index]) : std::string();
    const auto reason = fmt::format(
        "as class {}{} of {} has {} to train on, and one must be left beside the probes", tightest.label, name,
        scenario.dataset, trainCounts[index] == 1 ? "one image" : fmt::format("{} images", trainCounts[index]));
    if (tightest.mostProbes < leastProbes()) {
        throw InputError(
            {.section = "scenario", .key = "dataset"},
            fmt::format("expected more images, {}, of which there are at least {} a task", reason, leastProbes()));
    }
    throw InputError({.section = "measuring", .key = "probe_samples"},
                     fmt::format("expected at most {} probes a task (probe_samples x (1 + probe_batches)), {}, got {}",
                                 tightest.mostProbes, reason, probesPerTask));
}

} // namespace lightcl
