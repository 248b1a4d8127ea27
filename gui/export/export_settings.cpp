#include "export/export_settings.h"

#include <QDir>
#include <QSettings>
#include <QStandardPaths>

namespace lightcl {

ExportSettings ExportSettings::load() {
    QSettings stored;
    ExportSettings settings;
    settings.folder = stored.value("export/folder").toString();
    if (settings.folder.isEmpty() || !QDir(settings.folder).exists())
        settings.folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    if (!QDir(settings.folder).exists()) settings.folder = QDir::homePath();
    settings.format = formatOfSuffix(stored.value("export/format").toString()).value_or(settings.format);
    stored.beginGroup("export/style");
    settings.style = readStyle(stored);
    return settings;
}

void ExportSettings::save() const {
    QSettings stored;
    stored.setValue("export/folder", folder);
    stored.setValue("export/format", suffixOf(format));
    stored.beginGroup("export/style");
    writeStyle(stored, style);
}

} // namespace lightcl
