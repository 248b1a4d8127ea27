#include "running/branch_spec.h"

#include "base/error.h"
#include "catalog/catalog.h"
#include "running/branching.h"
#include "spec/method_network.h"
#include "spec/raw_spec.h"

#include <algorithm>
#include <fmt/format.h>
#include <initializer_list>
#include <string_view>

namespace lightcl {

namespace {

std::string withoutQuotes(const std::string& text) {
    const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
    return quoted ? text.substr(1, text.size() - 2) : text;
}

/// Whether another method is asked for, however it is written.
bool namesMethod(const Override& change) {
    return change.key == kMethodKey || change.key == "method.name";
}

/// The parent's spec as the changes of single keys find it.
RunSpec startingPoint(const RunSpec& spec, int task, const std::vector<Override>& changes) {
    RunSpec start = spec;
    start.name = fmt::format("{}, from task {} on", spec.name, task + 1);
    for (const Override& change : changes) {
        if (!namesMethod(change)) continue;
        const std::string name = withoutQuotes(change.value);
        if (!catalog().method(name))
            throw specError(kSetOption, kMethodKey,
                            fmt::format("expected a method (`lightcl methods` lists them), got \"{}\"", name));
        if (name != spec.method.name) start.method = {name, {}, {}};
    }
    // A training key that is set counts, also where the method had one of its own.
    constexpr std::string_view training = "training.";
    Parameters overrides;
    for (const auto& [key, value] : start.method.trainingOverrides.values()) {
        const bool isSet = std::any_of(changes.begin(), changes.end(), [&](const Override& change) {
            return change.key.starts_with(training) && change.key.substr(training.size()) == key;
        });
        if (!isSet) overrides.set(key, value);
    }
    start.method.trainingOverrides = overrides;
    return start;
}

std::vector<Override> keyChanges(const std::vector<Override>& changes) {
    std::vector<Override> keys;
    std::copy_if(changes.begin(), changes.end(), std::back_inserter(keys),
                 [](const Override& change) { return !namesMethod(change); });
    return keys;
}

/// Throws for the first key of the section that is another.
void requireKept(const char* section, const Parameters& before, const Parameters& after, RunId parent) {
    for (const auto& [key, value] : after.values()) {
        const Value* old = before.find(key);
        if (old != nullptr && *old == value) continue;
        throw specError(kSetOption, fmt::format("{}.{}", section, key),
                        fmt::format("a branch keeps the scenario, the data and the network of run {}; expected "
                                    "method, or a key of a method, of training or of measuring",
                                    parent));
    }
}

/// Throws where one of these keys of a section is another, with the reason.
void requireSame(const std::string& section, const Parameters& before, const Parameters& after,
                 std::initializer_list<const char*> keys, const std::string& reason) {
    for (const char* key : keys) {
        const Value* old = before.find(key);
        const Value* now = after.find(key);
        if (old == nullptr || now == nullptr || *old == *now) continue;
        throw specError(kSetOption, fmt::format("{}.{}", section, key),
                        fmt::format("expected {} as before: {}", toText(*old), reason));
    }
}

void requireMethodFits(const RunSpec& before, const RunSpec& after, RunId parent) {
    const std::string& name = after.method.name;
    if (name != before.method.name) {
        for (const std::string& one : {before.method.name, name}) {
            const std::string& reason = catalog().method(one)->needsEveryTask;
            if (!reason.empty())
                throw specError(kSetOption, kMethodKey,
                                fmt::format("expected {} as in run {}: {} cannot change hands, {}", before.method.name,
                                            parent, one, reason));
        }
    } else if (name == "latent-replay") {
        requireSame("method." + name, before.method.parameters, after.method.parameters,
                    {"first_trainable_stage", "latent_precision"},
                    fmt::format("what run {} stored is of that place and precision", parent));
    } else if (after.method.parameters.contains("generalizability_threshold") &&
               after.method.parameters.text("first_trainable_stage") == "auto" &&
               before.method.parameters.text("first_trainable_stage") != "auto") {
        requireSame(
            "method." + name, before.method.parameters, after.method.parameters, {"first_trainable_stage"},
            fmt::format("the advisor compares with images of the first task, which run {} did not keep", parent));
    }
    if (networkOf(before) == networkOf(after)) return;
    throw specError(kSetOption, kMethodKey,
                    fmt::format("expected a method and settings that train the network of run {} ({} parameters); {} "
                                "trains another ({})",
                                parent, networkOf(before).parameters(), name, networkOf(after).parameters()));
}

} // namespace

RunSpec branchSpec(const RunSpec& spec, RunId parent, int task, const std::vector<Override>& changes) {
    const std::string source = fmt::format("run {}", parent);
    const auto cells =
        expandGrid(parseExperiment(toToml(startingPoint(spec, task, changes)), source, keyChanges(changes)));
    RunSpec branch = cells.front();
    if (cells.size() != 1 || branch.seed != spec.seed)
        throw specError(
            kSetOption, "seeds",
            fmt::format("expected [{}], the seed of run {}, whose draws a branch goes on with", spec.seed, parent));
    requireKept("scenario", spec.scenario, branch.scenario, parent);
    requireKept("network", spec.network, branch.network, parent);
    requireKept("pretraining", spec.pretraining, branch.pretraining, parent);
    requireSame("measuring", spec.measuring, branch.measuring, {"probe_samples", "probe_batches"},
                fmt::format("run {} did not train on its probe images", parent));
    requireMethodFits(spec, branch, parent);
    return branch;
}

ExperimentSpec experimentOf(const RunSpec& run) {
    return {run.name,      {run.seed},   run.scenario,    run.network,  run.training,
            run.measuring, {run.method}, run.pretraining, run.selection};
}

} // namespace lightcl
