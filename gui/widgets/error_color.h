#pragma once

#include <QColor>
#include <QPalette>

namespace lightcl {

/// The colour of error messages and failed runs on the palette's ground: red, lighter on a dark one.
inline QColor errorColor(const QPalette& palette) {
    const bool dark = palette.color(QPalette::Base).lightness() < 128;
    return QColor::fromRgb(dark ? 0xFF8A80 : 0xB3261E);
}

} // namespace lightcl
