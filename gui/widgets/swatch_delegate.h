#pragma once

#include <QStyledItemDelegate>

namespace lightcl {

/// Paints a cell's colour as it is in the plots: an icon would be tinted in a selected row. Full where the run is
/// drawn, a ring where it is not; beside it a triangle where the row is a group.
class SwatchDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace lightcl
