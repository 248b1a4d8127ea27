#include "reading/run_facts_reader.h"

#include "base/error.h"
#include "spec/imported_spec.h"
#include "spec/spec_file.h"
#include "store/run_reader.h"

#include <utility>

namespace lightcl {

bool RunFactsReader::read(const std::vector<RunSummary>& runs, const std::map<RunId, std::string>& specs,
                          const RunPlaces& places) {
    std::map<RunId, std::string> started;
    for (const RunSummary& run : runs) started.emplace(run.id, run.startedAt + '/' + std::string(toString(run.state)));
    if (started == startedAt_) return false;
    startedAt_ = std::move(started);
    auto environments = RunReader(*database_).environments();
    bool changed = std::erase_if(facts_, [this](const auto& known) { return !startedAt_.contains(known.first); }) > 0;
    for (const RunSummary& run : runs) {
        auto& known = facts_[run.id];
        const auto made = environments.find(run.id);
        auto environment = made == environments.end() ? std::nullopt : std::optional(std::move(made->second));
        if (known != nullptr && known->environment == environment) continue;
        RunFacts facts = known != nullptr ? *known : factsOf(run, specs, places);
        facts.environment = std::move(environment);
        known = std::make_shared<const RunFacts>(std::move(facts));
        changed = true;
    }
    return changed;
}

/// Runs that differ in the seed only share what the first one's spec says, and checking a spec takes its time.
RunFacts RunFactsReader::factsOf(const RunSummary& run, const std::map<RunId, std::string>& specs,
                                 const RunPlaces& places) const {
    RunFacts facts;
    const auto place = places.find(run.id);
    const auto first = place == places.end() ? facts_.end() : facts_.find(place->second.first);
    if (first != facts_.end() && first->second != nullptr && first->second->spec) {
        facts.spec = first->second->spec;
        facts.spec->seed = run.seed;
        return facts;
    }
    const auto spec = specs.find(run.id);
    if (spec == specs.end()) return facts;
    try {
        facts.spec = parseRun(spec->second, "spec");
    } catch (const InputError&) {
        facts.isImported = isImportedSpec(spec->second); // else a newer program's
    }
    return facts;
}

} // namespace lightcl
