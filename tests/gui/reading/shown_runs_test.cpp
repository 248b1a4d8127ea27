#include "reading/shown_runs.h"

#include "gui/run_rows.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("the panels show what is selected, else what trains, else the newest result", "[gui][live]") {
    RunSummary queued = doneRun(5);
    queued.state = RunState::Queued;
    queued.taskIl.reset();
    const std::vector<RunSummary> still = {doneRun(1), doneRun(2), queued};
    std::vector<RunSummary> live = still;
    live.push_back(inState(doneRun(6), RunState::Running));
    live.push_back(inState(doneRun(7), RunState::Running));

    CHECK(runsToShow({2, 1}, live, true, {1}) == std::vector<RunId>{2, 1});
    CHECK(runsToShow({}, live, true, {1}) == std::vector<RunId>{7, 6});
    CHECK(runsToShow({}, still, true, {}) == std::vector<RunId>{2});
    CHECK(runsToShow({}, live, false, {}).empty());
    CHECK(runsToShow({}, {}, true, {}).empty());
    // What is finished is shown as a whole, not the last of it.
    CHECK(runsToShow({}, still, true, {2, 1}) == std::vector<RunId>{2, 1});
    CHECK(runsToShow({}, live, false, {2, 1}) == std::vector<RunId>{2, 1});
}
