#include "designer/error_label.h"

#include <QEvent>

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
    if (event->type() == QEvent::ApplicationPaletteChange) recolor();
}

void ErrorLabel::recolor() {
    const bool dark = QPalette().color(QPalette::Window).lightness() < 128;
    QPalette colors;
    colors.setColor(QPalette::WindowText, QColor(dark ? 0xFF8A80 : 0xB3261E));
    setPalette(colors);
}

} // namespace lightcl
