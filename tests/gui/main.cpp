// The window's tests need an application object around them, settings of their own and one look on every machine.
#define CATCH_CONFIG_RUNNER
#include "app/guarded_application.h"
#include "support/catch.h"

#include <QFont>
#include <QSettings>
#include <QTemporaryDir>

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    lightcl::GuardedApplication application(argc, argv);
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setFont(QFont(QStringLiteral("DejaVu Sans"), 9));
    QApplication::setOrganizationName(QStringLiteral("LightCL"));
    QApplication::setApplicationName(QStringLiteral("Workbench tests"));
    const QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    return Catch::Session().run(argc, argv);
}
