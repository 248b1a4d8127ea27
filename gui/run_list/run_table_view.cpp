#include "run_list/run_table_view.h"

#include "run_list/run_columns.h"
#include "run_list/run_list_model.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>

namespace lightcl {

void RunTableView::keyPressEvent(QKeyEvent* event) {
    if (foldByKey(*event)) return event->accept();
    QTableView::keyPressEvent(event);
}

bool RunTableView::foldByKey(const QKeyEvent& event) {
    const QModelIndex cell = currentIndex();
    if (!cell.isValid() || (event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) != 0) return false;
    const QVariant fold = cell.data(RunListModel::FoldRole);
    if (!fold.isValid()) {
        if (event.key() != Qt::Key_Left || event.modifiers() != Qt::NoModifier || !isInFirstColumn(cell)) return false;
        const QModelIndex group = groupAbove(cell);
        if (group.isValid()) setCurrentIndex(group);
        return group.isValid();
    }
    const bool isOpen = fold.toBool();
    switch (event.key()) {
    case Qt::Key_Right:
    case Qt::Key_Plus:
        if (isOpen) return false;
        emit foldChosen(cell, true);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Minus:
        if (!isOpen) return false;
        emit foldChosen(cell, false);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit foldChosen(cell, !isOpen);
        return true;
    default:
        return false;
    }
}

QModelIndex RunTableView::groupAbove(const QModelIndex& run) const {
    if (!run.data(RunListModel::InGroupRole).toBool()) return {};
    for (int row = run.row() - 1; row >= 0; --row) {
        const QModelIndex above = run.siblingAtRow(row);
        if (above.data(RunListModel::FoldRole).isValid()) return above;
    }
    return {};
}

bool RunTableView::isInFirstColumn(const QModelIndex& cell) const {
    const QHeaderView& header = *horizontalHeader();
    for (int place = 0; place < header.visualIndex(cell.column()); ++place)
        if (!header.isSectionHidden(header.logicalIndex(place))) return false;
    return true;
}

void RunTableView::mousePressEvent(QMouseEvent* event) {
    const QModelIndex cell = indexAt(event->position().toPoint());
    const QVariant fold = cell.data(RunListModel::FoldRole);
    if (event->button() != Qt::LeftButton || !fold.isValid() || cell.column() != kColorColumn)
        return QTableView::mousePressEvent(event);
    emit foldChosen(cell, !fold.toBool());
    event->accept();
}

void RunTableView::mouseDoubleClickEvent(QMouseEvent* event) {
    const QModelIndex cell = indexAt(event->position().toPoint());
    const QVariant fold = cell.data(RunListModel::FoldRole);
    if (event->button() != Qt::LeftButton || !fold.isValid()) return QTableView::mouseDoubleClickEvent(event);
    emit foldChosen(cell, !fold.toBool());
    event->accept();
}

} // namespace lightcl
