#include "widgets/swatch_delegate.h"

#include "run_list/run_list_model.h"

#include <QPainter>
#include <QPolygonF>
#include <QStyleOption>

namespace lightcl {

namespace {

/// A triangle that points right where the group is folded, down where it is open.
void drawFold(QPainter& painter, const QStyleOption& mark, bool isOpen, bool isSelected) {
    const QRectF place = QRectF(mark.rect).adjusted(3, 3, -3, -3);
    QPolygonF triangle;
    if (isOpen)
        triangle << place.topLeft() << place.topRight() << QPointF(place.center().x(), place.bottom());
    else
        triangle << place.topLeft() << QPointF(place.right(), place.center().y()) << place.bottomLeft();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mark.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
    painter.drawPolygon(triangle);
    painter.restore();
}

} // namespace

void SwatchDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
    constexpr int side = 14;
    QRect swatch(0, 0, side, side);
    swatch.moveCenter(option.rect.center());
    const QVariant fold = index.data(RunListModel::FoldRole);
    if (fold.isValid()) {
        QStyleOption mark;
        mark.palette = option.palette;
        mark.rect = QRect(option.rect.left() + 1, option.rect.center().y() - side / 2, side, side);
        swatch.moveRight(option.rect.right() - 1);
        drawFold(*painter, mark, fold.toBool(), (option.state & QStyle::State_Selected) != 0);
        if (!index.data(Qt::DecorationRole).isValid()) return;
    }
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
