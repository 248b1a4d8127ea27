#include "widgets/error_label.h"

#include "widgets/error_color.h"

#include <QEvent>
#include <QGuiApplication>

namespace lightcl {

ErrorLabel::ErrorLabel(QWidget* parent) : QLabel(parent) {
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setVisible(false);
    recolor();
}

void ErrorLabel::showMessage(const QString& message) {
    setText(message);
    setVisible(!message.isEmpty());
}

void ErrorLabel::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    const auto type = event->type();
    if (type == QEvent::ApplicationPaletteChange || type == QEvent::PaletteChange) recolor();
}

void ErrorLabel::recolor() {
    QPalette colors;
    colors.setColor(QPalette::WindowText, errorColor(QGuiApplication::palette()));
    setPalette(colors);
}

} // namespace lightcl
