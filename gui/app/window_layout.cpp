#include "app/window_layout.h"

#include <QSettings>
#include <QToolBar>
#include <QUrl>
#include <algorithm>

namespace lightcl {

namespace {

// Raised when docks come or go, so that an old layout is not forced on them.
constexpr int kVersion = 2;
const QString kGeometry = QStringLiteral("window/geometry");
const QString kState = QStringLiteral("window/state");
const QString kRoom = QStringLiteral("window/room");
const QString kOwn = QStringLiteral("layouts/");

/// Settings' keys must not hold slashes, and a name may.
QString keyOf(const QString& name) {
    return kOwn + QString::fromLatin1(QUrl::toPercentEncoding(name));
}

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

void WindowLayout::arrange(Room room) {
    if (room != Room::Tiny) return arrangeInColumns(room);
    QDockWidget* first = docks_.front().dock;
    window_->addDockWidget(Qt::LeftDockWidgetArea, first);
    for (const Placed& entry : docks_)
        if (entry.dock != first) window_->tabifyDockWidget(first, entry.dock);
}

void WindowLayout::arrangeInColumns(Room room) {
    const auto left = at(DockPlace::Left);
    const auto below = at(DockPlace::BelowLeft);
    const auto upper = at(DockPlace::UpperRight);
    const auto lower = at(DockPlace::LowerRight);
    window_->addDockWidget(Qt::LeftDockWidgetArea, left.front());
    for (QDockWidget* dock : below)
        if (room != Room::Low) window_->splitDockWidget(left.front(), dock, Qt::Vertical);
    for (QDockWidget* dock : at(DockPlace::BehindLeft)) window_->tabifyDockWidget(left.front(), dock);
    for (QDockWidget* dock : below)
        if (room == Room::Low) window_->tabifyDockWidget(left.front(), dock);
    window_->addDockWidget(Qt::RightDockWidgetArea, upper.front());
    if (room != Room::Low) window_->splitDockWidget(upper.front(), lower.front(), Qt::Vertical);
    for (std::size_t next = 1; next < upper.size(); ++next) window_->tabifyDockWidget(upper.front(), upper[next]);
    for (std::size_t next = room == Room::Low ? 0 : 1; next < lower.size(); ++next) {
        if (room == Room::Wide)
            window_->splitDockWidget(lower[next - 1], lower[next], Qt::Horizontal);
        else
            window_->tabifyDockWidget(room == Room::Low ? upper.front() : lower.front(), lower[next]);
    }
}

/// Moving docks one by one leaves remains of what the user made of the layout: each arrangement is made once, by a
/// window that has no docks yet, and restored as a whole.
QByteArray WindowLayout::stateOf(const NamedLayout& layout) const {
    QMainWindow fresh;
    fresh.setDockNestingEnabled(true);
    fresh.resize(window_->size());
    for (const QToolBar* bar : window_->findChildren<QToolBar*>(Qt::FindDirectChildrenOnly)) {
        auto* same = new QToolBar;
        same->setObjectName(bar->objectName());
        fresh.addToolBar(window_->toolBarArea(bar), same);
    }
    WindowLayout placed(fresh);
    for (const auto& [dock, place] : docks_) {
        const auto other = layout.places.find(dock->objectName());
        placed.add(dock->objectName(), QString(), other == layout.places.end() ? place : other->second, new QWidget);
    }
    placed.arrange(roomOf(window_->size()));
    placed.size(layout, roomOf(window_->size()));
    return fresh.saveState(kVersion);
}

void WindowLayout::size(const NamedLayout& layout, Room room) {
    if (room == Room::Tiny) return;
    const auto share = [](int whole, double part) { return static_cast<int>(whole * part); };
    QDockWidget* left = at(DockPlace::Left).front();
    QDockWidget* upper = at(DockPlace::UpperRight).front();
    const auto lower = at(DockPlace::LowerRight);
    const int width = window_->width();
    const int height = window_->height();
    window_->resizeDocks({left, upper}, {share(width, layout.left), share(width, 1 - layout.left)}, Qt::Horizontal);
    if (room == Room::Low) return;
    for (QDockWidget* below : at(DockPlace::BelowLeft))
        window_->resizeDocks({left, below}, {share(height, 1 - layout.below), share(height, layout.below)},
                             Qt::Vertical);
    window_->resizeDocks({upper, lower.front()}, {share(height, layout.upper), share(height, 1 - layout.upper)},
                         Qt::Vertical);
    if (room != Room::Wide) return;
    const QList<QDockWidget*> row(lower.begin(), lower.end());
    const int each = share(width, 1 - layout.left) / static_cast<int>(row.size());
    window_->resizeDocks(row, QList<int>(row.size(), each), Qt::Horizontal);
}

void WindowLayout::apply(const NamedLayout& layout) {
    window_->restoreState(stateOf(layout), kVersion);
    for (const Placed& entry : docks_) entry.dock->show();
    WindowLayout placed(*window_);
    for (const auto& [dock, place] : docks_) {
        const auto other = layout.places.find(dock->objectName());
        placed.docks_.push_back({dock, other == layout.places.end() ? place : other->second});
    }
    placed.size(layout, roomOf(window_->size()));
    for (const QString& name : layout.front)
        if (QDockWidget* front = dock(name)) front->raise();
}

void WindowLayout::save() const {
    QSettings settings;
    settings.setValue(kGeometry, window_->saveGeometry());
    settings.setValue(kState, window_->saveState(kVersion));
    settings.setValue(kRoom, static_cast<int>(roomOf(window_->size())));
}

void WindowLayout::restore() {
    const QSettings settings;
    window_->restoreGeometry(settings.value(kGeometry).toByteArray());
    const int now = static_cast<int>(roomOf(window_->size()));
    // What was arranged on a large screen would be squeezed to strips on a small one.
    const bool fits = settings.value(kRoom, now).toInt() <= now;
    if (!fits || !window_->restoreState(settings.value(kState).toByteArray(), kVersion)) applyDefault();
}

void WindowLayout::saveOwn(const QString& name) const {
    QSettings().setValue(keyOf(name), window_->saveState(kVersion));
}

bool WindowLayout::applyOwn(const QString& name) {
    return window_->restoreState(QSettings().value(keyOf(name)).toByteArray(), kVersion);
}

void WindowLayout::removeOwn(const QString& name) const {
    QSettings().remove(keyOf(name));
}

QStringList WindowLayout::ownNames() const {
    QSettings settings;
    settings.beginGroup(kOwn.chopped(1));
    QStringList names;
    for (const QString& key : settings.childKeys()) names << QUrl::fromPercentEncoding(key.toLatin1());
    return names;
}

} // namespace lightcl
