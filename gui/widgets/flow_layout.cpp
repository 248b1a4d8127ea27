#include "widgets/flow_layout.h"

#include <QWidget>
#include <algorithm>

namespace lightcl {

FlowLayout::FlowLayout(QWidget* parent, int gap) : QLayout(parent) {
    setContentsMargins(0, 0, 0, 0);
    setSpacing(gap);
}

FlowLayout::~FlowLayout() {
    for (auto* item : items_) delete item;
}

void FlowLayout::addItem(QLayoutItem* item) {
    items_.push_back(item);
}

QLayoutItem* FlowLayout::itemAt(int index) const {
    return index >= 0 && index < count() ? items_[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index) {
    auto* item = itemAt(index);
    if (item) items_.erase(items_.begin() + index);
    return item;
}

int FlowLayout::heightForWidth(int width) const {
    return arrange({0, 0, width, 0}, false);
}

void FlowLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

QSize FlowLayout::sizeHint() const {
    QSize size;
    for (const auto* item : items_) {
        if (item->isEmpty()) continue;
        const auto hint = item->sizeHint();
        size = {size.width() + (size.width() > 0 ? spacing() : 0) + hint.width(),
                std::max(size.height(), hint.height())};
    }
    return size;
}

QSize FlowLayout::minimumSize() const {
    QSize size;
    for (const auto* item : items_)
        if (!item->isEmpty()) size = size.expandedTo(item->minimumSize());
    return size;
}

int FlowLayout::arrange(const QRect& rect, bool move) const {
    std::vector<QLayoutItem*> row;
    int x = rect.x();
    int y = rect.y();
    int height = 0;
    const auto finishRow = [&] {
        if (move) placeRow(row, {rect.x(), y}, height);
        row.clear();
    };
    for (auto* item : items_) {
        if (item->isEmpty()) continue;
        const auto size = item->sizeHint();
        if (!row.empty() && x + size.width() > rect.x() + rect.width()) {
            finishRow();
            y += height + spacing();
            x = rect.x();
            height = 0;
        }
        row.push_back(item);
        x += size.width() + spacing();
        height = std::max(height, size.height());
    }
    finishRow();
    return y + height - rect.y();
}

void FlowLayout::placeRow(const std::vector<QLayoutItem*>& row, QPoint corner, int height) const {
    for (auto* item : row) {
        const auto size = item->sizeHint();
        item->setGeometry({{corner.x(), corner.y() + (height - size.height()) / 2}, size});
        corner.rx() += size.width() + spacing();
    }
}

} // namespace lightcl
