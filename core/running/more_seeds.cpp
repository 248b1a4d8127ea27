#include "running/more_seeds.h"

#include "base/error.h"
#include "spec/experiment_of_runs.h"
#include "spec/imported_spec.h"
#include "spec/spec_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace lightcl {

RunSeeds nextSeeds(const RunSeeds& had, std::size_t count) {
    const std::set<std::int64_t> known(had.begin(), had.end());
    RunSeeds next;
    for (std::int64_t seed = known.empty() ? 0 : *known.begin(); next.size() < count; ++seed)
        if (!known.contains(seed)) next.push_back(seed);
    return next;
}

std::pair<RunSeeds, RunSeeds> seedsToPair(const RunSeeds& first, const RunSeeds& second, std::size_t count) {
    const std::set<std::int64_t> a(first.begin(), first.end());
    const std::set<std::int64_t> b(second.begin(), second.end());
    std::set<std::int64_t> all = a;
    all.insert(b.begin(), b.end());
    RunSeeds chosen;
    for (const auto seed : all)
        if (chosen.size() < count && a.contains(seed) != b.contains(seed)) chosen.push_back(seed);
    for (const auto seed : nextSeeds({all.begin(), all.end()}, count - chosen.size())) chosen.push_back(seed);
    std::pair<RunSeeds, RunSeeds> wanted;
    for (const auto seed : chosen) {
        if (!a.contains(seed)) wanted.first.push_back(seed);
        if (!b.contains(seed)) wanted.second.push_back(seed);
    }
    return wanted;
}

std::string obstacleToMoreSeeds(const RunSummary& run, const std::string& specToml) {
    if (isImportedSpec(specToml))
        return fmt::format("run {} was trained by another program, which left no spec to train again", run.id);
    if (run.isPretraining())
        return fmt::format("run {} is a pretraining, which its runs train as they need it", run.id);
    if (run.branchTask)
        return fmt::format("run {} is a branch and has its parent's seed; add seeds to the parent", run.id);
    try {
        static_cast<void>(parseRun(specToml, "spec"));
    } catch (const InputError& error) {
        return fmt::format("the spec of run {} cannot be read: {}", run.id, error.what());
    }
    return {};
}

ExperimentSpec withSeeds(const std::string& specToml, const RunSeeds& seeds) {
    ExperimentSpec experiment = experimentOfRuns({parseRun(specToml, "spec")}).experiment;
    experiment.seeds = seeds;
    return experiment;
}

} // namespace lightcl
