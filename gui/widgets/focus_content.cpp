#include "widgets/focus_content.h"

#include <QAbstractItemView>
#include <QScrollArea>
#include <QWidget>

namespace lightcl {

namespace {

/// Scroll areas that take keys: lists and tables, plots.
bool isMainContent(const QWidget& widget) {
    return qobject_cast<const QAbstractItemView*>(&widget) != nullptr || widget.inherits("lightcl::Plot");
}

bool takesKeys(const QWidget& widget, const QWidget& content) {
    return widget.isVisibleTo(&content) && widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) != 0;
}

} // namespace

void focusContent(QWidget& content) {
    QWidget* first = nullptr;
    for (auto* widget : content.findChildren<QWidget*>()) {
        if (!takesKeys(*widget, content) || qobject_cast<QScrollArea*>(widget) != nullptr) continue;
        if (isMainContent(*widget)) return widget->setFocus(Qt::TabFocusReason);
        if (first == nullptr) first = widget;
    }
    if (first == nullptr) first = &content;
    first->setFocus(Qt::TabFocusReason);
}

} // namespace lightcl
