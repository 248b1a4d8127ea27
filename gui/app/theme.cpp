#include "app/theme.h"

#include "widgets/outlined_style.h"

#include <QApplication>
#include <QEvent>
#include <QToolTip>

namespace lightcl {

namespace {

struct Colors {
    QRgb window, base, alternate, text, disabled, placeholder, button, highlight, highlightedText, link, light, mid,
        dark, tip;
};

QPalette makePalette(const Colors& colors) {
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(colors.window));
    palette.setColor(QPalette::WindowText, QColor(colors.text));
    palette.setColor(QPalette::Base, QColor(colors.base));
    palette.setColor(QPalette::AlternateBase, QColor(colors.alternate));
    palette.setColor(QPalette::Text, QColor(colors.text));
    palette.setColor(QPalette::Button, QColor(colors.button));
    palette.setColor(QPalette::ButtonText, QColor(colors.text));
    palette.setColor(QPalette::BrightText, QColor(colors.text));
    palette.setColor(QPalette::PlaceholderText, QColor(colors.placeholder));
    palette.setColor(QPalette::Highlight, QColor(colors.highlight));
    palette.setColor(QPalette::HighlightedText, QColor(colors.highlightedText));
    palette.setColor(QPalette::Link, QColor(colors.link));
    palette.setColor(QPalette::LinkVisited, QColor(colors.link));
    palette.setColor(QPalette::Light, QColor(colors.light));
    palette.setColor(QPalette::Midlight, QColor(colors.light));
    palette.setColor(QPalette::Mid, QColor(colors.mid));
    palette.setColor(QPalette::Dark, QColor(colors.dark));
    palette.setColor(QPalette::Shadow, Qt::black);
    palette.setColor(QPalette::ToolTipBase, QColor(colors.tip));
    palette.setColor(QPalette::ToolTipText, QColor(colors.text));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(colors.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(colors.mid));
    return palette;
}

} // namespace

ThemeChoice themeFromText(const QString& text) {
    if (text == QLatin1String("light")) return ThemeChoice::Light;
    if (text == QLatin1String("dark")) return ThemeChoice::Dark;
    if (text == QLatin1String("contrast")) return ThemeChoice::Contrast;
    return ThemeChoice::System;
}

QString toText(ThemeChoice theme) {
    switch (theme) {
    case ThemeChoice::Light:
        return QStringLiteral("light");
    case ThemeChoice::Dark:
        return QStringLiteral("dark");
    case ThemeChoice::Contrast:
        return QStringLiteral("contrast");
    case ThemeChoice::System:
        break;
    }
    return QStringLiteral("system");
}

Theme::Theme(QApplication& application) : QObject(&application), application_(&application) {
    application.setStyle(new OutlinedStyle);
    application.installEventFilter(this);
    apply();
}

void Theme::choose(ThemeChoice theme) {
    chosen_ = theme;
    apply();
}

void Theme::apply() {
    applying_ = true;
    bool dark = chosen_ == ThemeChoice::Dark;
    if (chosen_ == ThemeChoice::System) {
        // An empty palette gives the system's own back, which is then only asked whether it is dark.
        application_->setPalette(QPalette());
        dark = application_->palette().color(QPalette::Window).lightness() < 128;
    }
    QPalette palette = dark ? darkPalette() : lightPalette();
    if (chosen_ == ThemeChoice::Contrast) palette = contrastPalette();
    application_->setPalette(palette);
    QToolTip::setPalette(palette);
    applying_ = false;
}

bool Theme::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ThemeChange && chosen_ == ThemeChoice::System && !applying_) apply();
    return QObject::eventFilter(watched, event);
}

QPalette Theme::lightPalette() {
    return makePalette({.window = 0xF3F4F6,
                        .base = 0xFFFFFF,
                        .alternate = 0xF7F8FA,
                        .text = 0x1B1F24,
                        .disabled = 0x8A9099,
                        .placeholder = 0x646B75,
                        .button = 0xF0F1F3,
                        .highlight = 0x1F6FB2,
                        .highlightedText = 0xFFFFFF,
                        .link = 0x0B5CAD,
                        .light = 0xFFFFFF,
                        .mid = 0xC4C8CE,
                        .dark = 0x9AA0A8,
                        .tip = 0xFFFFF4});
}

QPalette Theme::darkPalette() {
    return makePalette({.window = 0x2A2D31,
                        .base = 0x1B1D20,
                        .alternate = 0x212327,
                        .text = 0xE6E8EA,
                        .disabled = 0x858B93,
                        .placeholder = 0xA3A9B1,
                        .button = 0x3B3F45,
                        .highlight = 0x2F7FC4,
                        .highlightedText = 0xFFFFFF,
                        .link = 0x6DB3F2,
                        .light = 0x4A4F55,
                        .mid = 0x44494F,
                        .dark = 0x17191B,
                        .tip = 0x3B3F45});
}

QPalette Theme::contrastPalette() {
    return makePalette({.window = 0x000000,
                        .base = 0x000000,
                        .alternate = 0x101010,
                        .text = 0xFFFFFF,
                        .disabled = 0xB0B0B0,
                        .placeholder = 0xD8D8D8,
                        .button = 0x1A1A1A,
                        .highlight = 0xFFE000,
                        .highlightedText = 0x000000,
                        .link = 0x66C8FF,
                        .light = 0xC0C0C0,
                        .mid = 0x9A9A9A,
                        .dark = 0xE0E0E0,
                        .tip = 0x000000});
}

} // namespace lightcl
