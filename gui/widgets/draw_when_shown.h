#pragma once

#include <QEvent>
#include <QObject>
#include <QWidget>
#include <functional>
#include <utility>

namespace lightcl {

/// Draws a widget's content when something was chosen anew: at once while the widget is seen, else once it is shown. A
/// hidden page so costs nothing while runs are selected.
class DrawWhenShown : public QObject {
    Q_OBJECT
public:
    DrawWhenShown(QWidget& widget, std::function<void()> draw) : widget_(&widget), draw_(std::move(draw)) {
        widget.installEventFilter(this);
    }

    void ask() {
        isDue_ = true;
        if (widget_->isVisible()) now();
    }
    void now() {
        isDue_ = false;
        draw_();
    }

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Show && isDue_) now();
        return QObject::eventFilter(watched, event);
    }

private:
    QWidget* widget_;
    std::function<void()> draw_;
    bool isDue_ = false;
};

} // namespace lightcl
