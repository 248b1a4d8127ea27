#include "app/recent_files.h"

#include <QFileInfo>
#include <QSettings>

namespace lightcl {

void RecentFiles::add(const QString& file) {
    constexpr int kept = 8;
    const QString path = QFileInfo(file).absoluteFilePath();
    QStringList files = list();
    files.removeAll(path);
    files.prepend(path);
    QSettings().setValue(key_, files.mid(0, kept));
}

QStringList RecentFiles::list() const {
    QStringList files = QSettings().value(key_).toStringList();
    files.removeIf([](const QString& file) { return !QFileInfo::exists(file); });
    return files;
}

} // namespace lightcl
