#include "models/run_colors.h"

#include <QCryptographicHash>
#include <QSettings>
#include <array>

namespace lightcl {

RunColors::RunColors(QString storeFile) {
    // Settings keys must not hold slashes, and a path may.
    const QByteArray hash = QCryptographicHash::hash(storeFile.toUtf8(), QCryptographicHash::Sha1);
    group_ = QStringLiteral("runColors/") + QString::fromLatin1(hash.toHex().left(16));
}

QColor RunColors::color(RunId run) const {
    const QColor chosen(QSettings().value(key(run)).toString());
    return chosen.isValid() ? chosen : paletteColor(run);
}

void RunColors::choose(RunId run, const QColor& color) {
    QSettings().setValue(key(run), color.name());
}

void RunColors::forget(RunId run) {
    QSettings().remove(key(run));
}

QColor RunColors::paletteColor(RunId run) {
    // After Okabe and Ito, without their black and light yellow, which vanish on a dark or a light ground.
    constexpr std::array<QRgb, 10> colors = {0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00,
                                             0x56B4E9, 0x8C6BB1, 0x999933, 0xAA4499, 0x44AA99};
    const auto index = static_cast<std::size_t>(run > 0 ? run - 1 : 0) % colors.size();
    return QColor(colors[index]);
}

QString RunColors::key(RunId run) const {
    return group_ + QLatin1Char('/') + QString::number(run);
}

} // namespace lightcl
