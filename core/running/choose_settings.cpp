#include "running/choose_settings.h"

#include "running/queue_runs.h"
#include "spec/spec_file.h"
#include "store/run_reader.h"
#include "store/run_store.h"

#include <algorithm>
#include <utility>

namespace lightcl {

namespace {

std::vector<const RunRecord*> pointersTo(const std::vector<RunRecord>& runs) {
    std::vector<const RunRecord*> pointers;
    for (const RunRecord& run : runs) pointers.push_back(&run);
    return pointers;
}

/// Summaries and specs of all runs.
std::vector<RunRecord> describedRuns(const Database& database) {
    const RunReader reader(database);
    const auto specs = reader.specTomls();
    std::vector<RunRecord> runs;
    for (RunSummary& summary : reader.runs()) {
        RunRecord run;
        run.summary = std::move(summary);
        if (const auto spec = specs.find(run.summary.id); spec != specs.end()) describeRun(run, spec->second);
        runs.push_back(std::move(run));
    }
    return runs;
}

/// The run that a trial was made for.
RunSpec wholeRun(RunSpec trial) {
    trial.selection.trial = false;
    return trial;
}

} // namespace

std::set<RunId> Choices::rejected() const {
    std::set<RunId> ids;
    for (const SettingChoice& choice : choices)
        for (std::size_t i = 0; i < runs.size(); ++i)
            if (choice.isRejected(i)) ids.insert(runs[i].summary.id);
    return ids;
}

std::vector<std::string> Choices::words(const std::vector<RunId>& about) const {
    std::vector<std::string> sentences;
    for (const SettingChoice& choice : choices) {
        // What was trained with the chosen setting has a part in it as well as its trials.
        const bool concerned = std::ranges::any_of(runs, [&](const RunRecord& run) {
            return run.spec && run.spec->name == choice.experiment && run.spec->method.name == choice.method &&
                   run.spec->selection.rule == choice.selection.rule &&
                   std::ranges::find(about, run.summary.id) != about.end();
        });
        if (concerned) sentences.push_back(choiceWords(choice) + '.');
    }
    if (!sentences.empty()) sentences.push_back(choiceNote());
    return sentences;
}

Choices choicesOf(const Database& database) {
    Choices found{describedRuns(database), {}};
    found.choices = settingChoices(pointersTo(found.runs));
    return found;
}

std::vector<RunId> queueChosen(Database& database) {
    const auto [runs, choices] = choicesOf(database);
    std::set<std::string> known;
    for (const RunRecord& run : runs)
        if (run.spec) known.insert(toToml(*run.spec));
    std::vector<RunId> queued;
    RunStore store(database);
    for (const SettingChoice& choice : choices) {
        if (choice.selection.rule != SelectionRule::FirstTask || !choice.chosen) continue;
        for (const std::size_t trial : choice.candidates[*choice.chosen].runs) {
            RunSpec whole = wholeRun(*runs[trial].spec);
            if (!known.insert(toToml(whole)).second) continue;
            const PreparedMethod made = preparedSetting({std::move(whole)});
            queued.push_back(store.queue(made.runs.front(), made.exact, made.paper, made.classNames,
                                         made.classOrders.front(),
                                         {RunRole::Method, {}, runs[trial].summary.pretrainingRun}));
        }
    }
    return queued;
}

} // namespace lightcl
