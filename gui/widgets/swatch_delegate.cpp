#include "widgets/swatch_delegate.h"

#include "run_list/run_list_model.h"

#include <QPainter>

namespace lightcl {

void SwatchDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
    constexpr int side = 14;
    QRect swatch(0, 0, side, side);
    swatch.moveCenter(option.rect.center());
    painter->fillRect(swatch, index.data(Qt::DecorationRole).value<QColor>());
    const QVariant drawn = index.data(RunListModel::DrawnRole);
    if (drawn.isValid() && !drawn.toBool()) painter->fillRect(swatch.adjusted(3, 3, -3, -3), option.palette.base());
    painter->setPen(option.palette.color(QPalette::Base));
    painter->drawRect(swatch.adjusted(-1, -1, 0, 0));
}

void SwatchDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    option->features &= ~QStyleOptionViewItem::HasDecoration;
    option->icon = {};
}

} // namespace lightcl
