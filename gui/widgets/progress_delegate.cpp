#include "widgets/progress_delegate.h"

#include "run_list/run_list_model.h"
#include "widgets/error_color.h"

#include <QPainter>

namespace lightcl {

void ProgressDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QVariant progress = index.data(RunListModel::ProgressRole);
    if (!progress.isValid()) return QStyledItemDelegate::paint(painter, option, index);

    QStyleOptionViewItem plain = option;
    initStyleOption(&plain, index);
    plain.text.clear();
    const QWidget* widget = option.widget;
    const QStyle* style = widget != nullptr ? widget->style() : nullptr;
    if (style != nullptr) style->drawControl(QStyle::CE_ItemViewItem, &plain, painter, widget);

    const QRectF trough = QRectF(option.rect).adjusted(3, 3, -3, -3);
    QColor ground = option.palette.color(QPalette::Text);
    ground.setAlphaF(0.12F);
    QRectF bar = trough;
    bar.setWidth(trough.width() * qBound(0.0, progress.toDouble(), 1.0));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(ground);
    painter->drawRoundedRect(trough, 3, 3);
    QColor fill = option.palette.color(QPalette::Highlight);
    fill.setAlphaF(0.55F);
    painter->setBrush(fill);
    painter->drawRoundedRect(bar, 3, 3);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(trough, Qt::AlignCenter, index.data().toString());
    painter->restore();
}

void ProgressDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.data(RunListModel::StateRole).toInt() == static_cast<int>(RunState::Failed))
        option->palette.setColor(QPalette::Text, errorColor(option->palette));
}

} // namespace lightcl
