#include "run_list/checkpoints_dialog.h"

#include "base/units.h"
#include "gui/run_list/branching_window.h"

#include <QDialogButtonBox>
#include <QTableWidget>
#include <algorithm>

using namespace lightcl;
using namespace lightcl::test;

namespace {

void openCheckpoints(BranchingWindow& on) {
    actionOf(on.test->window, "&Kept checkpoints…")->trigger();
    on.dialog = on.test->window.findChild<CheckpointsDialog*>();
    REQUIRE(on.dialog != nullptr);
}

void clickRow(const BranchingWindow& on, int row, Qt::KeyboardModifiers keys = {}) {
    auto& table = on.field<QTableWidget>("Kept checkpoints");
    QTest::mouseClick(table.viewport(), Qt::LeftButton, keys, table.visualItemRect(table.item(row, 1)).center());
}

QString sizeOf(const BranchingWindow& on, const std::vector<int>& tasks) {
    std::int64_t bytes = 0;
    for (const KeptCheckpoint& kept : keptCheckpoints(on.grown.database.file(), on.grown.run))
        if (std::ranges::find(tasks, kept.task) != tasks.end()) bytes += kept.bytes;
    return QString::fromStdString(formatBytes(bytes));
}

} // namespace

TEST_CASE("kept checkpoints are listed with task, bytes and file, and the chosen ones deleted", "[gui][branch]") {
    BranchingWindow on;
    openCheckpoints(on);
    auto& table = on.field<QTableWidget>("Kept checkpoints");
    REQUIRE(table.rowCount() == 5);
    CHECK(table.item(1, 0)->text() == "1");
    CHECK(table.item(1, 1)->text() == "2");
    CHECK(table.item(1, 2)->text() == sizeOf(on, {2}));
    CHECK(table.item(1, 3)->text() == "run-1-task-2.safetensors");
    CHECK(on.says("5 checkpoints, " + sizeOf(on, {1, 2, 3, 4, 5})));
    CHECK_FALSE(on.button("&Delete…").isEnabled());
    clickRow(on, 1);
    clickRow(on, 3, Qt::ControlModifier);
    CHECK(on.says("chosen: 2, " + sizeOf(on, {2, 4})));
    on.test->answer = false;
    QTest::mouseClick(&on.button("&Delete…"), Qt::LeftButton);
    CHECK(on.test->questions == 1);
    CHECK(on.test->asked.contains("Delete 2 checkpoint"));
    CHECK(on.test->asked.contains(sizeOf(on, {2, 4})));
    CHECK(keptCheckpoints(on.grown.database.file(), on.grown.run).size() == 5);
    on.test->answer = true;
    QTest::keyClick(&table, Qt::Key_Delete);
    CHECK(on.test->questions == 2);
    const auto left = keptCheckpoints(on.grown.database.file(), on.grown.run);
    REQUIRE(left.size() == 3);
    CHECK(left[1].task == 3);
    CHECK(table.rowCount() == 3);
    QTest::mouseClick(on.dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Close), Qt::LeftButton);
    CHECK(on.isClosed());
}

TEST_CASE("what a branch began with is not deleted until the branch is done", "[gui][branch]") {
    BranchingWindow on;
    const RunId branch = queueBranch(on.grown.database, on.grown.prepare(2));
    on.test->window.workspace()->loader().check();
    REQUIRE(waitFor([&] { return on.test->window.runModel().find(branch) != nullptr; }));
    on.test->window.runTable().selectRuns({branch});
    openCheckpoints(on);
    auto& table = on.field<QTableWidget>("Kept checkpoints");
    REQUIRE(table.rowCount() == 1);
    CHECK(table.item(0, 4)->text() == "needed by a branch");
    clickRow(on, 0);
    QTest::mouseClick(&on.button("&Delete…"), Qt::LeftButton);
    CHECK(on.test->questions == 0);
    CHECK(on.says("run 2 began with it as a branch, and needs it until it is done"));
    CHECK(keptCheckpoints(on.grown.database.file(), branch).size() == 1);
}

TEST_CASE("runs that kept no checkpoints say what would", "[gui][branch]") {
    BranchingWindow on;
    removeKeptCheckpoints(on.grown.database.file(), on.grown.run);
    openCheckpoints(on);
    CHECK(on.says("keep_checkpoints = \"tasks\" under [measuring] keeps them while a run trains"));
    CHECK_FALSE(on.button("&Delete…").isEnabled());
}
