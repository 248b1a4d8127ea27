#pragma once

#include <QObject>
#include <QPalette>

class QApplication;

namespace lightcl {

enum class ThemeChoice { System, Light, Dark, Contrast };

/// "system", "light", "dark" or "contrast"; System for any other word.
ThemeChoice themeFromText(const QString& text);
QString toText(ThemeChoice theme);

/// The window's style and palette: light, dark, of high contrast, or light or dark as the system's palette is, followed
/// when the system's changes.
class Theme : public QObject {
    Q_OBJECT
public:
    explicit Theme(QApplication& application);

    void choose(ThemeChoice theme);
    [[nodiscard]] ThemeChoice chosen() const { return chosen_; }

    static QPalette lightPalette();
    static QPalette darkPalette();
    static QPalette contrastPalette();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();

    QApplication* application_;
    ThemeChoice chosen_ = ThemeChoice::System;
    bool applying_ = false;
};

} // namespace lightcl
