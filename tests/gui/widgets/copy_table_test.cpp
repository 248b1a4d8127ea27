#include "widgets/copy_table.h"

#include "support/catch.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QStandardItemModel>
#include <QTableView>

using namespace lightcl;

namespace {

struct ShownView {
    QStandardItemModel model{2, 4};
    QTableView view;
    ShownView() {
        model.setHorizontalHeaderLabels({"", "Name", "Class-IL", "Seed"});
        const QStringList names{"=er", "sgd"};
        for (int row = 0; row < 2; ++row) {
            model.setItem(row, 1, new QStandardItem(names[row]));
            model.setItem(row, 2, new QStandardItem(QString::number(50.25 + row)));
            model.item(row, 2)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            model.setItem(row, 3, new QStandardItem(QString::number(row)));
        }
        view.setModel(&model);
        view.setSelectionBehavior(QAbstractItemView::SelectRows);
    }
};

} // namespace

TEST_CASE("A shown table has the columns that are seen, in their order, and the selected rows") {
    ShownView shown;
    shown.view.setColumnHidden(3, true);
    shown.view.horizontalHeader()->moveSection(2, 1);
    auto table = shownTable(shown.view);
    REQUIRE(table.columns.size() == 2);
    CHECK(table.columns[0].title == "Class-IL");
    CHECK(table.columns[0].align == Table::Align::Right);
    CHECK(table.columns[1].align == Table::Align::Left);
    CHECK(table.rows.size() == 2);
    shown.view.selectRow(1);
    table = shownTable(shown.view);
    CHECK(table.rows == std::vector<std::vector<std::string>>{{"51.25", "sgd"}});
}

TEST_CASE("A table is copied in the format that is chosen, safe for spreadsheets") {
    ShownView shown;
    addCopyTableMenu(shown.view);
    REQUIRE(shown.view.actions().size() == 1);
    for (auto* action : shown.view.actions().front()->menu()->actions())
        if (action->text() == "CSV") action->trigger();
    CHECK(QApplication::clipboard()->text() == "Name,Class-IL,Seed\n'=er,50.25,0\nsgd,51.25,1\n");
}
