#pragma once

#include <QStyledItemDelegate>

namespace lightcl {

/// Paints a bar behind the text of a cell that has a RunListModel::ProgressRole, and a failed run's in red.
class ProgressDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace lightcl
