#include "gui/run_list/branching_window.h"
#include "run_list/run_columns.h"
#include "widgets/branch_delegate.h"

#include <QHeaderView>
#include <QTableView>
#include <string>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// What the table shows of each run, in order: its number, and how deep it stands.
std::string shownRuns(MainWindow& window) {
    const QAbstractItemModel& rows = *window.runTable().view()->model();
    std::string text;
    for (int row = 0; row < rows.rowCount(); ++row) {
        const QModelIndex index = rows.index(row, 0);
        text += std::string(static_cast<std::size_t>(index.data(RunListModel::DepthRole).toInt()), '-') +
                std::to_string(index.data(RunListModel::RunIdRole).toLongLong()) + ' ';
    }
    return text;
}

void clickHeader(QTableView& table, int column) {
    QHeaderView& header = *table.horizontalHeader();
    table.scrollTo(table.model()->index(0, column));
    QTest::mouseClick(header.viewport(), Qt::LeftButton, {},
                      {header.sectionViewportPosition(column) + header.sectionSize(column) / 2, header.height() / 2});
}

} // namespace

TEST_CASE("the table shows a new branch beneath its parent, with its origin", "[gui][branch]") {
    BranchingWindow on;
    MainWindow& window = on.test->window;
    QTableView& table = *window.runTable().view();
    CHECK(table.isColumnHidden(originColumn())); // while there is no branch
    queueBranch(on.grown.database, on.grown.prepare(2));
    queueBranch(on.grown.database, on.grown.prepare(4, {{"method", "sgd"}}));
    window.workspace()->loader().check();
    REQUIRE(waitFor([&] { return window.runModel().rowCount() == 3; }));
    CHECK_FALSE(table.isColumnHidden(originColumn()));
    CHECK(shownRuns(window) == "1 -2 -3 ");
    CHECK(table.model()->index(1, originColumn()).data().toString() == "from run 1 after task 2");
    CHECK(qobject_cast<BranchDelegate*>(table.itemDelegateForIndex(table.model()->index(1, runColumn("name")))));
    CHECK(window.runTable().selectedRuns() == std::vector<RunId>{on.grown.run}); // as before
    clickHeader(table, kColorColumn);
    CHECK(shownRuns(window) == "1 -3 -2 ");
    clickHeader(table, runColumn("method"));
    CHECK(shownRuns(window) == "1 -2 -3 ");
    // The parent goes; its branches stay, and say so.
    window.workspace()->remove({on.grown.run});
    REQUIRE(waitFor([&] { return window.runModel().rowCount() == 2; }));
    CHECK(shownRuns(window) == "2 3 ");
    CHECK(table.model()->index(0, originColumn()).data().toString() == "from run 1 (deleted) after task 2");
}
