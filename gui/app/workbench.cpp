#include "app/workbench.h"

#include "app/first_paint.h"
#include "app/guarded_application.h"
#include "app/main_window.h"
#include "app/quit_signals.h"
#include "app/screenshot.h"
#include "app/start_options.h"
#include "base/error.h"
#include "running/threads.h"
#include "runs/exit_code.h"
#include "text/help_form.h"

#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <string_view>

namespace lightcl {

namespace {

/// Pictures and timings must not depend on what a user left behind, nor leave anything behind themselves.
void useSettingsOf(const QTemporaryDir& folder) {
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
}

/// A dock, and after a slash the page of it whose title begins so.
void raiseAsAsked(MainWindow& window, const QString& asked) {
    QDockWidget* dock = window.docks().dock(asked.section('/', 0, 0));
    if (dock == nullptr) return;
    window.raiseDock(dock);
    const QString page = asked.section('/', 1);
    if (page.isEmpty()) return;
    for (auto* tabs : dock->findChildren<QTabWidget*>())
        for (int tab = 0; tab < tabs->count(); ++tab)
            if (tabs->tabText(tab).startsWith(page, Qt::CaseInsensitive)) tabs->setCurrentIndex(tab);
}

/// What the command line asks for besides a window, done after the first paint.
void begin(MainWindow& window, const StartOptions& options, const std::optional<ExperimentSpec>& experiment) {
    window.openDatabase(options.database);
    window.setThreads(options.threads);
    if (experiment) {
        window.designer().showExperiment(*experiment);
        if (options.run) window.queue(*experiment, true);
        if (!options.run) window.raiseDock(window.docks().dock(QStringLiteral("designer")));
    }
    if (!options.select.empty()) {
        QObject::connect(
            &window, &MainWindow::runsListed, &window,
            [&window, runs = options.select] { window.runTable().selectRuns(runs); }, Qt::SingleShotConnection);
    }
    for (const NamedLayout& layout : namedLayouts())
        if (layout.name == options.layout) window.docks().apply(layout);
    raiseAsAsked(window, options.raise);
    if (!options.screenshot.isEmpty())
        screenshotWhenFilled(window, options.screenshot, std::chrono::seconds(options.delaySeconds));
}

int show(GuardedApplication& application, const QuitSignals& asking, const StartOptions& options,
         const std::optional<ExperimentSpec>& experiment) {
    Theme theme(application);
    const QString chosen =
        options.theme.isEmpty() ? QSettings().value(QStringLiteral("theme")).toString() : options.theme;
    theme.choose(themeFromText(chosen));
    MainWindow window(theme, {}, usableCores());
    QObject::connect(&application, &GuardedApplication::problem, &window, &MainWindow::showMessage);
    QObject::connect(&asking, &QuitSignals::asked, &window, &MainWindow::quit);
    if (options.size) window.useDefaultLayout(*options.size);
    QObject::connect(new FirstPaint(window), &FirstPaint::painted, &window, [&] {
        if (options.firstPaint) {
            std::printf("%lld\n", static_cast<long long>(FirstPaint::millisecondsSinceStart()));
            QCoreApplication::quit();
            return;
        }
        begin(window, options, experiment);
    });
    window.show();
    return QApplication::exec();
}

/// What only prints must not need a display.
bool onlyPrints(int argc, char** argv) {
    return std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
        return argument == "--help" || argument == "-h" || argument == "--version" || argument == "-v" ||
               argument.substr(0, argument.find('=')) == "--" + std::string(kHelpFormOption);
    });
}

void printOnly(int argc, char** argv) {
    const QCoreApplication printing(argc, argv);
    QCoreApplication::setApplicationVersion(QStringLiteral(LIGHTCL_VERSION));
    readStartOptions(QCoreApplication::arguments());
}

int open(int argc, char** argv) {
    QuitSignals asking; // before the application's own threads
    GuardedApplication application(argc, argv);
    asking.listen();
    QApplication::setOrganizationName(QStringLiteral("LightCL"));
    QApplication::setApplicationName(QStringLiteral("Workbench"));
    QApplication::setApplicationVersion(QStringLiteral(LIGHTCL_VERSION));
    const StartOptions options = readStartOptions(QApplication::arguments());
    std::optional<ExperimentSpec> experiment;
    const QTemporaryDir passing;
    if (!options.screenshot.isEmpty() || options.firstPaint) useSettingsOf(passing);
    if (!options.spec.isEmpty()) experiment = loadExperiment(options.spec.toStdString(), options.overrides);
    return show(application, asking, options, experiment);
}

} // namespace

int runWorkbench(int argc, char** argv) {
    try {
        if (argc <= 1 || !onlyPrints(argc, argv)) return open(argc, argv);
        printOnly(argc, argv);
        return kExitDone;
    } catch (const InputError& error) {
        std::fprintf(stderr, "lightcl-workbench: %s\n", error.what());
        return kExitBadInput;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "lightcl-workbench: %s\n", error.what());
        return kExitFailed;
    }
}

} // namespace lightcl
