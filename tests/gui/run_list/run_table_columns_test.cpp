#include "gui/run_list/listed_store.h"

#include <QMenu>
#include <QSettings>

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("columns are moved, widened and sorted by keys, and remembered by name", "[gui][columns]") {
    QSettings().clear();
    {
        ListedStore on;
        on.click(0, "class_il");
        const int column = runColumn("class_il");
        QHeaderView& header = *on.table().horizontalHeader();
        const int place = header.visualIndex(column);
        const int width = header.sectionSize(column);
        QTest::keyClick(&on.table(), Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
        CHECK(header.visualIndex(column) < place);
        QTest::keyClick(&on.table(), Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
        QTest::keyClick(&on.table(), Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
        CHECK(header.sectionSize(column) > width);
        QTest::keyClick(&on.table(), Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
        CHECK(header.sortIndicatorSection() == column);
        CHECK(header.sortIndicatorOrder() == Qt::AscendingOrder);
        QTest::keyClick(&on.table(), Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
        CHECK(header.sortIndicatorOrder() == Qt::DescendingOrder);
        for (QAction* action : on.panel().columnMenu().actions())
            if (action->text() == "Task-IL") action->trigger();
        CHECK(on.table().isColumnHidden(runColumn("task_il")));
        on.panel().saveSettings();
        ListedStore again;
        const QHeaderView& kept = *again.table().horizontalHeader();
        CHECK(kept.visualIndex(column) == header.visualIndex(column));
        CHECK(kept.sectionSize(column) == header.sectionSize(column));
        CHECK(kept.sortIndicatorSection() == column);
        CHECK(kept.sortIndicatorOrder() == Qt::DescendingOrder);
        CHECK(again.table().isColumnHidden(runColumn("task_il")));
        // Groups need wider cells; without them the columns are as they were.
        again.groupBy("setting");
        CHECK(kept.sectionSize(column) > header.sectionSize(column));
        again.groupBy("no groups");
        CHECK(kept.sectionSize(column) == header.sectionSize(column));
    }
    QSettings().clear();
}
