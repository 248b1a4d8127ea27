#include "run_list/run_colors.h"

#include "figures/run_palette.h"

#include <QCryptographicHash>
#include <QSettings>
#include <algorithm>

namespace lightcl {

RunColors::RunColors(const QString& storeFile) {
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
    return QColor::fromRgb(runPaletteColor(static_cast<std::size_t>(std::max<RunId>(run, 1) - 1)));
}

QString RunColors::key(RunId run) const {
    return group_ + QLatin1Char('/') + QString::number(run);
}

} // namespace lightcl
