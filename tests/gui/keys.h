#pragma once

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

namespace lightcl::test {

/// Presses a key on the widget, as the window system would tell it.
inline void press(QWidget& widget, int key) {
    QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
    QApplication::sendEvent(&widget, &event);
}

} // namespace lightcl::test
