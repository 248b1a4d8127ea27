#include "run_list/run_colors.h"

#include "plots/plot_theme.h"

#include <QCryptographicHash>
#include <QSettings>
#include <algorithm>

namespace lightcl {

RunColors::RunColors(const QString& storeFile) {
    // Settings keys must not hold slashes, and a path may.
    const QByteArray hash = QCryptographicHash::hash(storeFile.toUtf8(), QCryptographicHash::Sha1);
    storeKey_ = QStringLiteral("runColors/") + QString::fromLatin1(hash.toHex().left(16));
}

QColor RunColors::color(RunId run) const {
    return toQColor(shadeOf(toColor(groupColor(run)), placeOf(run).member));
}

QColor RunColors::groupColor(RunId run) const {
    const auto place = placeOf(run);
    const QColor chosen(QSettings().value(key(place.first)).toString());
    return chosen.isValid() ? chosen : toQColor(lightcl::groupColor(place.group));
}

void RunColors::choose(RunId run, const QColor& color) {
    QSettings().setValue(key(placeOf(run).first), color.name());
}

RunPlace RunColors::placeOf(RunId run) const {
    const auto known = places_.find(run);
    if (known != places_.end()) return known->second;
    return {static_cast<std::size_t>(std::max<RunId>(run, 1) - 1), 0, run};
}

QString RunColors::key(RunId firstOfGroup) const {
    return storeKey_ + QLatin1Char('/') + QString::number(firstOfGroup);
}

} // namespace lightcl
