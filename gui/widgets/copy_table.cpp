#include "widgets/copy_table.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QTableView>
#include <algorithm>

namespace lightcl {

namespace {

QString titleOfColumn(const QTableView& view, int column) {
    return view.model()->headerData(column, Qt::Horizontal).toString();
}

/// The columns that are seen and have a title, from left to right.
std::vector<int> titledColumns(const QTableView& view) {
    const auto* header = view.horizontalHeader();
    std::vector<int> columns;
    for (int place = 0; place < header->count(); ++place) {
        const int column = header->logicalIndex(place);
        if (!header->isSectionHidden(column) && !titleOfColumn(view, column).isEmpty()) columns.push_back(column);
    }
    return columns;
}

bool isRightAligned(const QTableView& view, int column) {
    if (view.model()->rowCount() == 0) return false;
    return (view.model()->index(0, column).data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight) != 0;
}

} // namespace

Table shownTable(const QTableView& view) {
    const auto columns = titledColumns(view);
    Table table;
    for (const int column : columns)
        table.addColumn(titleOfColumn(view, column).toStdString(),
                        isRightAligned(view, column) ? Table::Align::Right : Table::Align::Left);
    const auto* selected = view.selectionModel();
    const bool all = selected == nullptr || !selected->hasSelection();
    for (int row = 0; row < view.model()->rowCount(); ++row) {
        if (view.isRowHidden(row) || (!all && !selected->isRowSelected(row))) continue;
        std::vector<std::string> cells;
        for (const int column : columns)
            cells.push_back(view.model()->index(row, column).data().toString().toStdString());
        table.addRow(std::move(cells));
    }
    return table;
}

void addCopyTableMenu(QTableView& view) {
    view.setContextMenuPolicy(Qt::ActionsContextMenu);
    auto* menu = new QMenu(QObject::tr("Copy table as"), &view);
    menu->setToolTip(QObject::tr("The selected rows, or all, with the columns that are seen"));
    for (const auto& info : kTableFormats) {
        auto* action = menu->addAction(QString::fromUtf8(info.title.data(), std::ssize(info.title)), &view,
                                       [&view, format = info.format] {
                                           const auto text = writeTable(shownTable(view), format);
                                           QApplication::clipboard()->setText(QString::fromStdString(text));
                                       });
        action->setToolTip(QObject::tr("Copy the table as %1").arg(action->text()));
        action->setStatusTip(action->toolTip());
    }
    view.addAction(menu->menuAction());
}

} // namespace lightcl
