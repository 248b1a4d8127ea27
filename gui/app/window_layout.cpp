#include "app/window_layout.h"

#include <QSettings>

namespace lightcl {

namespace {

// Raised when docks come or go, so that an old layout is not forced on them.
constexpr int kVersion = 1;
const QString kGeometry = QStringLiteral("window/geometry");
const QString kState = QStringLiteral("window/state");

} // namespace

QDockWidget* WindowLayout::add(const QString& name, const QString& title, QWidget* content) {
    auto* dock = new QDockWidget(title, window_);
    dock->setObjectName(name);
    dock->setWidget(content);
    docks_[name] = dock;
    return dock;
}

QDockWidget* WindowLayout::dock(const QString& name) const {
    const auto found = docks_.find(name);
    return found == docks_.end() ? nullptr : found->second;
}

void WindowLayout::arrange() {
    QDockWidget* runs = dock(QStringLiteral("runs"));
    QDockWidget* heatmap = dock(QStringLiteral("heatmap"));
    QDockWidget* curves = dock(QStringLiteral("curves"));
    window_->addDockWidget(Qt::LeftDockWidgetArea, runs);
    window_->splitDockWidget(runs, dock(QStringLiteral("queue")), Qt::Vertical);
    window_->tabifyDockWidget(runs, dock(QStringLiteral("designer")));
    window_->addDockWidget(Qt::RightDockWidgetArea, heatmap);
    window_->splitDockWidget(heatmap, curves, Qt::Vertical);
    if (isWide())
        window_->splitDockWidget(curves, dock(QStringLiteral("memory")), Qt::Horizontal);
    else
        window_->tabifyDockWidget(curves, dock(QStringLiteral("memory")));
}

/// Moving docks one by one leaves remains of what the user made of the layout: each arrangement is made once, by a
/// window that has no docks yet, and restored as a whole.
QByteArray WindowLayout::defaultState() const {
    QMainWindow fresh;
    fresh.setDockNestingEnabled(true);
    fresh.resize(window_->size());
    WindowLayout layout(fresh);
    for (const auto& [name, dock] : docks_) layout.add(name, QString(), new QWidget);
    layout.arrange();
    return fresh.saveState(kVersion);
}

bool WindowLayout::isWide() const {
    return window_->width() >= 1300;
}

void WindowLayout::applyDefault() {
    window_->restoreState(defaultState(), kVersion);
    QDockWidget* runs = dock(QStringLiteral("runs"));
    QDockWidget* queue = dock(QStringLiteral("queue"));
    QDockWidget* heatmap = dock(QStringLiteral("heatmap"));
    QDockWidget* curves = dock(QStringLiteral("curves"));
    QDockWidget* memory = dock(QStringLiteral("memory"));
    for (const auto& [name, dock] : docks_) dock->show();
    if (!isWide()) curves->raise();
    runs->raise();
    const int width = window_->width();
    const int height = window_->height();
    window_->resizeDocks({runs, heatmap}, {width * 2 / 5, width * 3 / 5}, Qt::Horizontal);
    window_->resizeDocks({runs, queue}, {height * 3 / 4, height / 4}, Qt::Vertical);
    window_->resizeDocks({heatmap, curves}, {height * 55 / 100, height * 45 / 100}, Qt::Vertical);
    if (isWide()) window_->resizeDocks({curves, memory}, {width * 3 / 10, width * 3 / 10}, Qt::Horizontal);
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
