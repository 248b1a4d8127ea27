#include "app/window_layout.h"

#include <QSettings>
#include <algorithm>

namespace lightcl {

namespace {

// Raised when docks come or go, so that an old layout is not forced on them.
constexpr int kVersion = 1;
const QString kGeometry = QStringLiteral("window/geometry");
const QString kState = QStringLiteral("window/state");

} // namespace

QDockWidget* WindowLayout::add(const QString& name, const QString& title, DockPlace place, QWidget* content) {
    auto* dock = new QDockWidget(title, window_);
    dock->setObjectName(name);
    dock->setWidget(content);
    docks_.push_back({dock, place});
    return dock;
}

QDockWidget* WindowLayout::dock(const QString& name) const {
    const auto found =
        std::ranges::find_if(docks_, [&](const Placed& entry) { return entry.dock->objectName() == name; });
    return found == docks_.end() ? nullptr : found->dock;
}

std::vector<QDockWidget*> WindowLayout::docks() const {
    std::vector<QDockWidget*> all;
    for (const Placed& entry : docks_) all.push_back(entry.dock);
    return all;
}

std::vector<QDockWidget*> WindowLayout::at(DockPlace place) const {
    std::vector<QDockWidget*> found;
    for (const Placed& entry : docks_)
        if (entry.place == place) found.push_back(entry.dock);
    return found;
}

void WindowLayout::arrange() {
    const auto left = at(DockPlace::Left);
    const auto upper = at(DockPlace::UpperRight);
    const auto lower = at(DockPlace::LowerRight);
    window_->addDockWidget(Qt::LeftDockWidgetArea, left.front());
    for (QDockWidget* dock : at(DockPlace::BelowLeft)) window_->splitDockWidget(left.front(), dock, Qt::Vertical);
    for (QDockWidget* dock : at(DockPlace::BehindLeft)) window_->tabifyDockWidget(left.front(), dock);
    window_->addDockWidget(Qt::RightDockWidgetArea, upper.front());
    window_->splitDockWidget(upper.front(), lower.front(), Qt::Vertical);
    for (std::size_t next = 1; next < upper.size(); ++next) window_->tabifyDockWidget(upper.front(), upper[next]);
    for (std::size_t next = 1; next < lower.size(); ++next) {
        if (isWide())
            window_->splitDockWidget(lower[next - 1], lower[next], Qt::Horizontal);
        else
            window_->tabifyDockWidget(lower.front(), lower[next]);
    }
}

/// Moving docks one by one leaves remains of what the user made of the layout: each arrangement is made once, by a
/// window that has no docks yet, and restored as a whole.
QByteArray WindowLayout::defaultState() const {
    QMainWindow fresh;
    fresh.setDockNestingEnabled(true);
    fresh.resize(window_->size());
    WindowLayout layout(fresh);
    for (const auto& [dock, place] : docks_) layout.add(dock->objectName(), QString(), place, new QWidget);
    layout.arrange();
    return fresh.saveState(kVersion);
}

bool WindowLayout::isWide() const {
    return window_->width() >= 1300;
}

void WindowLayout::applyDefault() {
    window_->restoreState(defaultState(), kVersion);
    QDockWidget* left = at(DockPlace::Left).front();
    QDockWidget* upper = at(DockPlace::UpperRight).front();
    const auto lower = at(DockPlace::LowerRight);
    for (const Placed& entry : docks_) entry.dock->show();
    if (!isWide()) lower.front()->raise();
    left->raise();
    const int width = window_->width();
    const int height = window_->height();
    window_->resizeDocks({left, upper}, {width * 2 / 5, width * 3 / 5}, Qt::Horizontal);
    for (QDockWidget* below : at(DockPlace::BelowLeft))
        window_->resizeDocks({left, below}, {height * 3 / 4, height / 4}, Qt::Vertical);
    window_->resizeDocks({upper, lower.front()}, {height * 55 / 100, height * 45 / 100}, Qt::Vertical);
    if (!isWide()) return;
    const QList<QDockWidget*> row(lower.begin(), lower.end());
    window_->resizeDocks(row, QList<int>(row.size(), width * 3 / 5 / static_cast<int>(row.size())), Qt::Horizontal);
}

void WindowLayout::save() const {
    QSettings settings;
    settings.setValue(kGeometry, window_->saveGeometry());
    settings.setValue(kState, window_->saveState(kVersion));
}

void WindowLayout::restore() {
    const QSettings settings;
    window_->restoreGeometry(settings.value(kGeometry).toByteArray());
    if (!window_->restoreState(settings.value(kState).toByteArray(), kVersion)) applyDefault();
}

} // namespace lightcl
