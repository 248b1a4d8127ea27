#include "running/machine_pace.h"

#include "running/own_environment.h"
#include "store/run_reader.h"

namespace lightcl {

void MachinePace::Work::add(double moreOperations, double moreSeconds) {
    operations += moreOperations;
    seconds += moreSeconds;
    ++runs;
}

MachinePace::MachinePace(const Database& database) {
    const RunReader reader(database);
    const auto environments = reader.environments();
    const RunEnvironment here = ownEnvironment({});
    for (const RunSummary& run : reader.runs()) {
        const auto made = environments.find(run.id);
        if (run.state != RunState::Done || made == environments.end()) continue;
        const RunEnvironment& there = made->second;
        const bool isHere = there.host == here.host && there.cpu == here.cpu && there.earlier.empty();
        if (isHere) add(run.method, run.backbone, run.trainingFlops.value_or(0), run.seconds.value_or(0));
    }
}

void MachinePace::add(const std::string& method, const std::string& backbone, double operations, double seconds) {
    if (operations > 0 && seconds > 0) byMethod_[{method, backbone}].add(operations, seconds);
}

std::optional<double> MachinePace::of(const RunSpec& run) const {
    const std::string& backbone = run.network.text("backbone");
    if (const auto same = byMethod_.find({run.method.name, backbone}); same != byMethod_.end())
        return same->second.operations / same->second.seconds;
    Work alike, any;
    for (const auto& [key, work] : byMethod_) {
        any.add(work.operations, work.seconds);
        if (key.second == backbone) alike.add(work.operations, work.seconds);
    }
    if (alike.runs > 0) return alike.operations / alike.seconds;
    return any.runs > 0 ? std::optional(any.operations / any.seconds) : std::nullopt;
}

std::size_t MachinePace::runs() const {
    std::size_t count = 0;
    for (const auto& [key, work] : byMethod_) count += work.runs;
    return count;
}

} // namespace lightcl
