#include "spec/experiment_of_runs.h"
#include "spec/settings.h"
#include "spec/spec_file.h"
#include "spec/spec_text.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

ExperimentSpec selecting(const std::string& keys, const std::vector<Override>& overrides = {}) {
    return parseExperiment(keys + '\n' + smallSpec({}, "name = \"er\"\nbuffer_size = [50, 100]"), "a.toml", overrides);
}

std::string selectionError(const std::string& keys) {
    return messageOf<InputError>([&] { selecting(keys); });
}

} // namespace

TEST_CASE("a spec says how a setting is chosen, and every run of it", "[spec]") {
    CHECK(selecting("").selection == Selection{});
    CHECK(selecting("selection = \"none\"\nselection_share = 0.3").selection == Selection{});
    const ExperimentSpec experiment = selecting("selection = \"validation\"\nselection_share = 0.25");
    CHECK(experiment.selection == Selection{SelectionRule::Validation, 0.25, false});
    CHECK(parseExperiment(toToml(experiment), "b.toml") == experiment);
    CHECK(checkedExperiment(experiment) == experiment);
    for (const RunSpec& run : expandGrid(experiment)) {
        CHECK(run.selection == experiment.selection);
        CHECK(parseRun(toToml(run), "run") == run);
        CHECK(scenarioSettings(run).validationShare == 0.25);
    }
    CHECK(selecting("", {{"selection", "first-task"}}).selection.rule == SelectionRule::FirstTask);
    CHECK(selecting("", {{"selection", "validation"}, {"selection_share", "0.5"}}).selection.share == 0.5);
    // A spec without one stays as it was.
    CHECK(toToml(selecting("")).find("selection") == std::string::npos);
}

TEST_CASE("what says nothing of a selection is refused with its place", "[spec]") {
    CHECK(contains(selectionError("selection = \"test\""),
                   "a.toml:1: selection: expected one of none, validation, first-task, got \"test\""));
    CHECK(contains(selectionError("selection = \"validation\"\nselection_share = 0"),
                   "a.toml:2: selection_share: expected a number from 0.001 to 0.9, got 0"));
    CHECK(contains(selectionError("selection = \"validation\"\nselection_share = 1"), "selection_share: expected"));
    CHECK(contains(selectionError("selection_share = \"half\""), "selection_share: expected a number"));
    // Trials are made of a grid, whatever a file says; a stored run's spec has the key.
    const TemporaryFolder folder;
    writeBytes(folder / "a.toml", "selection = \"first-task\"\nselection_trial = true\n" + smallSpec());
    CHECK(contains(messageOf<InputError>([&] { loadExperiment(folder / "a.toml"); }),
                   "a.toml: selection_trial: expected no such key"));
}

TEST_CASE("a trial's scenario is its first task, and only what is chosen by it trains on all images", "[spec]") {
    RunSpec run = expandGrid(selecting("selection = \"first-task\"")).front();
    const ScenarioSettings whole = scenarioSettings(run);
    CHECK(whole.tasks == 5);
    CHECK(whole.validationShare == 0);
    run.selection.trial = true;
    CHECK(parseRun(toToml(run), "run") == run);
    const ScenarioSettings trial = scenarioSettings(run);
    CHECK(trial.tasks == 1);
    CHECK(trial.classOrder == std::vector<std::int64_t>{0, 1});
    CHECK(taskClasses(trial) == std::vector<std::vector<std::int64_t>>{{0, 1}});
    CHECK(trial.validationShare == 0.1);
    // The classes that a seed draws first.
    run.scenario.set("class_order", std::string("random"));
    const std::vector<std::int64_t> drawn = scenarioSettings(run).classOrder;
    run.selection.trial = false;
    const std::vector<std::int64_t> all = scenarioSettings(run).classOrder;
    CHECK(drawn == std::vector<std::int64_t>(all.begin(), all.begin() + 2));
    // An experiment that is made of runs tries by itself.
    run.selection.trial = true;
    CHECK_FALSE(experimentOfRuns({run}).experiment.selection.trial);
}
