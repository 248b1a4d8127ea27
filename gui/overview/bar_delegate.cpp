#include "overview/bar_delegate.h"

#include "overview/overview_model.h"
#include "plots/category_colors.h"
#include "plots/plot_theme.h"

#include <QApplication>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <algorithm>

namespace lightcl {

namespace {

/// The widest text that stands behind a bar.
int textRoom(const QFontMetrics& metrics) {
    return metrics.horizontalAdvance(QStringLiteral(" 1000.0 MiB ")) + 4;
}

const OverviewRow* rowOf(const QModelIndex& index) {
    const auto* proxy = qobject_cast<const QSortFilterProxyModel*>(index.model());
    if (proxy == nullptr) return nullptr;
    const auto* model = qobject_cast<const OverviewModel*>(proxy->sourceModel());
    return model != nullptr ? &model->row(proxy->mapToSource(index).row()) : nullptr;
}

void paintPieces(QPainter& painter, const QRectF& bar, const MemoryBar& memory) {
    const auto pieces = stackedPieces(memory.bytes);
    if (pieces.empty()) return;
    const auto whole = static_cast<double>(pieces.back().to);
    for (const auto& piece : pieces) {
        const double from = static_cast<double>(piece.from) / whole;
        const double to = static_cast<double>(piece.to) / whole;
        painter.fillRect(QRectF(bar.left() + from * bar.width(), bar.top(), (to - from) * bar.width(), bar.height()),
                         categoryColor(piece.category));
    }
}

} // namespace

void BarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const bool isMethod = index.column() == OverviewModel::Method;
    const QVariant share = index.data(OverviewModel::ShareRole);
    if (!isMethod && !share.isValid()) return QStyledItemDelegate::paint(painter, option, index);
    QStyleOptionViewItem plain = option;
    initStyleOption(&plain, index);
    plain.text.clear();
    const QStyle* style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &plain, painter, option.widget);

    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRectF cell = QRectF(option.rect).adjusted(4, 0, -4, 0);
    const auto color = index.data(OverviewModel::ColorRole).value<QColor>();
    double textLeft = cell.left();
    painter->save();
    if (isMethod) {
        painter->fillRect(QRectF(cell.left(), cell.center().y() - 6, 12, 12), color);
        textLeft += 18;
    } else {
        const double room = std::max(20.0, cell.width() - textRoom(option.fontMetrics));
        const QRectF bar(cell.left(), cell.top() + 5, room * share.toDouble(), cell.height() - 10);
        const OverviewRow* row = index.column() == OverviewModel::Memory ? rowOf(index) : nullptr;
        if (row != nullptr && row->memory)
            paintPieces(*painter, bar, *row->memory);
        else
            painter->fillRect(bar, color);
        const QVariant spread = index.data(OverviewModel::SpreadRole);
        if (spread.isValid() && row == nullptr) {
            painter->setPen(QPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text), 1.5));
            const double half = room * spread.toDouble();
            painter->drawLine(QPointF(std::max(cell.left(), bar.right() - half), cell.center().y()),
                              QPointF(bar.right() + half, cell.center().y()));
            textLeft += half;
        }
        textLeft += bar.width() + 6;
    }
    painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    const QRectF place(textLeft, cell.top(), std::max(0.0, cell.right() - textLeft + 4), cell.height());
    painter->drawText(
        place, Qt::AlignVCenter | Qt::AlignLeft,
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, static_cast<int>(place.width())));
    painter->restore();
}

QSize BarDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QSize hint = QStyledItemDelegate::sizeHint(option, index);
    if (index.column() == OverviewModel::Method) hint.rwidth() += 22;
    if (index.data(OverviewModel::ShareRole).isValid()) hint.rwidth() += 120;
    return hint;
}

} // namespace lightcl
