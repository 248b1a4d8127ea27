#include "gui/run_list/branching_window.h"
#include "run_list/seeds_dialog.h"
#include "spec/imported_spec.h"
#include "store/run_reader.h"

#include <QSpinBox>
#include <QStatusBar>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// Offscreen no window manager gives the keyboard back when a dialog closes: then by the command itself.
void openSeeds(BranchingWindow& on, bool byKeys = true) {
    on.dialog = nullptr;
    if (byKeys)
        QTest::keyClick(&on.test->window, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    else
        actionOf(on.test->window, "Add s&eeds…")->trigger();
    for (auto* dialog : on.test->window.findChildren<SeedsDialog*>()) // one that was closed may not be gone yet
        if (dialog->isVisible()) on.dialog = dialog;
}

} // namespace

TEST_CASE("a run's setting gets the next seeds, which are queued", "[gui][seeds]") {
    BranchingWindow on;
    openSeeds(on);
    REQUIRE(on.dialog != nullptr);
    CHECK(on.says("ER: seeds 4, 5, 6"));
    on.type(on.field<QSpinBox>("How many more seeds"), "2");
    CHECK(on.says("ER: seeds 4, 5"));
    CHECK(on.says("2 runs in all."));
    QTest::mouseClick(&on.button("&Add"), Qt::LeftButton);
    CHECK(on.isClosed());
    const RunReader reader(on.grown.database);
    const auto runs = reader.runs();
    REQUIRE(runs.size() == 3);
    CHECK(runs[1].seed == 4);
    CHECK(runs[2].seed == 5);
    CHECK(runs[2].state == RunState::Queued);
    RunSpec expected = parseRun(reader.specToml(1), "run");
    expected.seed = 5;
    CHECK(parseRun(reader.specToml(3), "run") == expected);
    CHECK(on.test->window.statusBar()->currentMessage().startsWith("Queued 2 run"));
    // What waits is not queued twice; a group in the table is one setting.
    REQUIRE(waitFor([&] {
        const auto& records = on.test->window.runModel().records();
        return records.size() == 3 && records.back()->spec.has_value();
    }));
    on.test->window.runTable().groupBy("setting");
    on.test->window.runTable().selectRuns({1, 2, 3});
    CHECK(on.test->window.runTable().view()->model()->rowCount() == 1);
    openSeeds(on, false);
    REQUIRE(on.dialog != nullptr);
    CHECK(on.says("ER: seeds 6, 7, 8"));
    QTest::keyClick(on.dialog, Qt::Key_Escape);
    CHECK(reader.runs().size() == 3);
}

TEST_CASE("why a run can have no more seeds is said", "[gui][seeds]") {
    BranchingWindow on;
    const RunId branch = queueBranch(on.grown.database, on.grown.prepare(2));
    on.test->window.workspace()->loader().check();
    REQUIRE(waitFor([&] { return on.test->window.runModel().rowCount() == 2; }));
    REQUIRE(waitFor([&] { return on.test->window.runModel().records().back()->spec.has_value(); }));
    // The branch has its parent's spec, so it is one setting with it, and the parent is trained again.
    openSeeds(on);
    REQUIRE(on.dialog != nullptr);
    CHECK(on.says("seeds 4, 5, 6"));
    QTest::keyClick(on.dialog, Qt::Key_Escape);
    on.test->window.workspace()->remove({on.grown.run});
    REQUIRE(waitFor([&] { return on.test->window.runModel().rowCount() == 1; }));
    on.test->window.runTable().selectRuns({branch});
    actionOf(on.test->window, "Add s&eeds…")->trigger();
    CHECK(on.test->window.statusBar()->currentMessage().contains("No seeds can be added: run 2 is a branch"));
}
