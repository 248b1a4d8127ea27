#include "running/run_notes.h"

#include "spec/settings.h"

#include <algorithm>
#include <fmt/format.h>

namespace lightcl {

namespace {

bool comparesOwnClasses(const MethodSpec& method) {
    const bool overSeen =
        method.parameters.contains("loss_classes") && method.parameters.text("loss_classes") == "seen";
    return catalog().method(method.name)->lossOverOwnClasses && !overSeen;
}

/// Classes of each task; none where every task has all.
std::vector<std::int64_t> taskSizes(const Parameters& scenario, const DatasetInfo& dataset) {
    if (scenario.text("kind") == "domain-incremental") return {};
    if (!scenario.integers("task_sizes").empty()) return scenario.integers("task_sizes");
    const std::int64_t tasks = scenario.integer("tasks");
    return std::vector<std::int64_t>(static_cast<std::size_t>(tasks), dataset.classes / tasks);
}

std::string singleClassNote(const RunSpec& run, const DatasetInfo& dataset) {
    const auto sizes = taskSizes(run.scenario, dataset);
    const auto single = std::find(sizes.begin(), sizes.end(), 1);
    if (single == sizes.end() || !comparesOwnClasses(run.method)) return {};
    const std::string first = single == sizes.begin() ? ", and learns nothing from task 1, which has no other" : "";
    return fmt::format("method.{}: a task of one class has nothing to tell it from among its own "
                       "classes; its loss runs over all classes seen so far{}",
                       run.method.name, first);
}

/// How far a run gets in its seconds is not in its spec.
std::string secondsNote(const RunSpec& run) {
    if (!trainingSettings(run.training).maxSeconds) return {};
    return fmt::format("training.max_seconds: how many steps a task of {} gets depends on the machine and on what else "
                       "it does; such a run cannot be repeated bit by bit, and its operations are predicted for all "
                       "epochs",
                       run.method.name);
}

} // namespace

std::vector<std::string> notesOf(const RunSpec& run, const DatasetInfo& dataset) {
    std::vector<std::string> notes = {singleClassNote(run, dataset), secondsNote(run)};
    std::erase_if(notes, [](const std::string& note) { return note.empty(); });
    return notes;
}

} // namespace lightcl
