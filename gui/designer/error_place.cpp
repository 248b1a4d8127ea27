#include "designer/error_place.h"

#include <QRegularExpression>

namespace lightcl {

ErrorPlace ErrorPlace::of(const std::string& message) {
    static const QRegularExpression pattern(QStringLiteral(
        "(?:^|: )(name|seeds|(?:scenario|network|training|measuring|method)(?:\\.[a-z0-9_-]+)*): (.*)$"));
    const QString whole = QString::fromStdString(message);
    const QRegularExpressionMatch match = pattern.match(whole);
    if (!match.hasMatch()) return {{}, {}, {}, whole};
    const QStringList parts = match.captured(1).split(QLatin1Char('.'));
    ErrorPlace place{parts.value(0).toStdString(), {}, {}, match.captured(2)};
    const bool isMethod = place.section == "method";
    if (isMethod) place.owner = parts.value(1).toStdString();
    place.name = parts.value(isMethod ? 2 : 1).toStdString();
    return place;
}

} // namespace lightcl
