#include "export/export_settings.h"

#include <QDir>
#include <QSettings>
#include <QStandardPaths>
#include <algorithm>

namespace lightcl {

ExportSettings ExportSettings::load() {
    const QSettings stored;
    ExportSettings settings;
    settings.folder = stored.value("export/folder").toString();
    if (settings.folder.isEmpty() || !QDir(settings.folder).exists())
        settings.folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    if (!QDir(settings.folder).exists()) settings.folder = QDir::homePath();
    settings.format = formatOfSuffix(stored.value("export/format").toString()).value_or(settings.format);
    settings.scale = std::clamp(stored.value("export/scale", settings.scale).toDouble(), 1.0, 8.0);
    return settings;
}

void ExportSettings::save() const {
    QSettings stored;
    stored.setValue("export/folder", folder);
    stored.setValue("export/format", suffixOf(format));
    stored.setValue("export/scale", scale);
}

} // namespace lightcl
