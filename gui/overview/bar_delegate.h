#pragma once

#include <QStyledItemDelegate>

namespace lightcl {

/// Paints a cell of the overview as a bar with its text behind the bar's end: the accuracy in the group's colour with
/// its deviation as a whisker, the memory stacked by category. The method's cell has the colour as a swatch.
class BarDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace lightcl
