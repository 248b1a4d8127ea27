#include "app/documentation.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QUrl>

namespace lightcl {

QString openDocumentation() {
    const QDir programs(QCoreApplication::applicationDirPath());
    // Where the package puts it, and where it lies beside a build in the source folder.
    for (const char* place : {"../share/doc/lightcl-workbench/README.md", "../../../README.md"}) {
        const QFileInfo file(programs.filePath(QString::fromLatin1(place)));
        if (!file.exists()) continue;
        const bool opened = QDesktopServices::openUrl(QUrl::fromLocalFile(file.canonicalFilePath()));
        return opened
                   ? QCoreApplication::translate("lightcl::Documentation", "The documentation opens in another window.")
                   : QCoreApplication::translate("lightcl::Documentation",
                                                 "No program is set for opening the documentation: %1 in the "
                                                 "folder of the workbench.")
                         .arg(file.fileName());
    }
    return QCoreApplication::translate("lightcl::Documentation", "The documentation is not installed.");
}

} // namespace lightcl
