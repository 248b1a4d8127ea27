#include "app/window_menus.h"

#include "app/layout_menu.h"
#include "app/main_window.h"
#include "app/recent_files.h"
#include "export/export_all.h"
#include "export/report_writer.h"

#include <QActionGroup>
#include <QFileInfo>
#include <QMenuBar>

namespace lightcl {

namespace {

using Action = void (MainWindow::*)();

void explain(QAction* action, const QString& help) {
    action->setStatusTip(help);
    action->setToolTip(help);
}

QAction* add(QMenu* menu, const QString& text, const QKeySequence& keys, const QString& help, MainWindow& window,
             Action action) {
    QAction* added = menu->addAction(text, keys, &window, action);
    explain(added, help);
    return added;
}

void fillRecent(QMenu* menu, const QString& kind, const std::function<void(const QString&)>& open) {
    QObject::connect(menu, &QMenu::aboutToShow, menu, [menu, kind, open] {
        menu->clear();
        for (const QString& file : RecentFiles(kind).list())
            explain(menu->addAction(QFileInfo(file).fileName() + QStringLiteral("  –  ") + QFileInfo(file).path(), menu,
                                    [open, file] { open(file); }),
                    MainWindow::tr("Open %1").arg(file));
        if (!menu->isEmpty()) return;
        QAction* none = menu->addAction(MainWindow::tr("None yet"));
        none->setEnabled(false);
        explain(none, MainWindow::tr("Files that were opened or saved are listed here"));
    });
}

void writeReport(MainWindow& window) {
    if (window.workspace() == nullptr) return window.showMessage(MainWindow::tr("Open a database first"));
    openReportDialog(window, window.runTable().selectedRuns(), window.workspace()->file(),
                     [&window](const QString& file) { window.showMessage(MainWindow::tr("Wrote %1").arg(file)); });
}

void addFileMenu(MainWindow& window) {
    QMenu* file = window.menuBar()->addMenu(MainWindow::tr("&File"));
    add(file, MainWindow::tr("&Open spec…"), QKeySequence::Open,
        MainWindow::tr("Read an experiment from a TOML file into the designer"), window, &MainWindow::openSpecDialog);
    fillRecent(file->addMenu(MainWindow::tr("&Recent specs")), QStringLiteral("specs"),
               [&window](const QString& path) { window.openSpec(path); });
    add(file, MainWindow::tr("&Save spec…"), QKeySequence::Save,
        MainWindow::tr("Write the designer's experiment to a TOML file, for the command line or for later"), window,
        &MainWindow::saveSpecDialog);
    file->addSeparator();
    add(file, MainWindow::tr("Open &database…"), Qt::CTRL | Qt::SHIFT | Qt::Key_O,
        MainWindow::tr("Open a file that holds runs; a name that does not exist yet makes a new one"), window,
        &MainWindow::openDatabaseDialog);
    fillRecent(file->addMenu(MainWindow::tr("Recent d&atabases")), QStringLiteral("databases"),
               [&window](const QString& path) { window.openDatabase(path); });
    add(file, MainWindow::tr("Open the sa&mple"), {},
        MainWindow::tr("What the quick start comes to, trained beforehand and carried within the program"), window,
        &MainWindow::openSample);
    file->addSeparator();
    explain(file->addAction(MainWindow::tr("&Export all plots…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
                            &window, [&window] { openExportAll(window); }),
            MainWindow::tr("Save every plot that can be seen into a folder, as figures or as their numbers"));
    explain(file->addAction(MainWindow::tr("&Report of the selected runs…"),
                            QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R), &window,
                            [&window] { writeReport(window); }),
            MainWindow::tr("Tables, figures and settings of the selected runs, or of all finished ones, as a web page, "
                           "PDF, Markdown or LaTeX"));
    file->addSeparator();
    window.menuBar()->setNativeMenuBar(false);
    explain(file->addAction(MainWindow::tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), &window, &QWidget::close),
            MainWindow::tr("Close the window; it asks first while runs train"));
}

void addRunsMenu(MainWindow& window) {
    QMenu* runs = window.menuBar()->addMenu(MainWindow::tr("&Runs"));
    runs->addActions(window.runCommands().actions());
    runs->addSeparator();
    add(runs, MainWindow::tr("Run the &quick start"), {},
        MainWindow::tr("Train the quick start's methods on Fashion-MNIST, and watch them"), window,
        &MainWindow::runQuickStart);
    runs->addAction(window.followAction());
    add(runs, MainWindow::tr("&Filter runs"), QKeySequence::Find,
        MainWindow::tr("Go to the filter line of the run table"), window, &MainWindow::filterRuns);
}

void addThemeMenu(QMenu* view, MainWindow& window) {
    QMenu* menu = view->addMenu(MainWindow::tr("&Theme"));
    auto* group = new QActionGroup(menu);
    for (const auto& [theme, title, help] :
         {std::tuple{ThemeChoice::System, MainWindow::tr("As the &system"),
                     MainWindow::tr("Light or dark, whichever the system is")},
          {ThemeChoice::Light, MainWindow::tr("&Light"), MainWindow::tr("Dark text on a light ground")},
          {ThemeChoice::Dark, MainWindow::tr("&Dark"), MainWindow::tr("Light text on a dark ground")},
          {ThemeChoice::Contrast, MainWindow::tr("&High contrast"),
           MainWindow::tr("White and yellow on black, every edge drawn")}}) {
        QAction* action = group->addAction(menu->addAction(title));
        explain(action, help);
        action->setCheckable(true);
        action->setChecked(theme == window.theme().chosen());
        QObject::connect(action, &QAction::triggered, &window,
                         [&window, chosen = theme] { window.chooseTheme(chosen); });
    }
}

void addDocks(QMenu* view, MainWindow& window) {
    int number = 1;
    for (QDockWidget* dock : window.docks().docks()) {
        view->addAction(dock->toggleViewAction());
        auto* jump = new QAction(MainWindow::tr("Go to %1").arg(dock->windowTitle()), &window);
        if (number <= 9) jump->setShortcut(QKeySequence(Qt::ALT | Qt::Key(Qt::Key_0 + number++)));
        QObject::connect(jump, &QAction::triggered, &window, [&window, dock] { window.raiseDock(dock); });
        window.addAction(jump);
        explain(jump, MainWindow::tr("Bring it to the front, and the keyboard to its plot or list"));
        explain(dock->toggleViewAction(),
                MainWindow::tr("Show or close it; %1 brings it to the front").arg(jump->shortcut().toString()));
    }
}

void addViewMenu(MainWindow& window) {
    QMenu* view = window.menuBar()->addMenu(MainWindow::tr("&View"));
    addDocks(view, window);
    view->addSeparator();
    explain(window.momentBar().toggleViewAction(), MainWindow::tr("Show or hide the slider over the run's course"));
    view->addAction(window.momentBar().toggleViewAction());
    view->addActions(window.momentBar().commands());
    view->addSeparator();
    addLayoutMenu(view, window);
    add(view, MainWindow::tr("&Reset layout"), {}, MainWindow::tr("Put every dock where it was at first"), window,
        &MainWindow::resetLayout);
    addThemeMenu(view, window);
}

void addHelpMenu(MainWindow& window) {
    QMenu* help = window.menuBar()->addMenu(MainWindow::tr("&Help"));
    add(help, MainWindow::tr("&All commands…"), QKeySequence(Qt::CTRL | Qt::Key_K),
        MainWindow::tr("Search everything that can be done here by words, and do it"), window,
        &MainWindow::showPalette);
    add(help, MainWindow::tr("&Tour"), {}, MainWindow::tr("What the window shows and how to ask it, in five minutes"),
        window, &MainWindow::showTour);
    add(help, MainWindow::tr("&Documentation"), QKeySequence(QKeySequence::HelpContents),
        MainWindow::tr("The user guide, with all keys"), window, &MainWindow::showGuide);
    add(help, MainWindow::tr("A&bout LightCL Workbench"), {}, MainWindow::tr("Version and licence"), window,
        &MainWindow::showAbout);
}

} // namespace

void addMenus(MainWindow& window) {
    addFileMenu(window);
    addRunsMenu(window);
    addViewMenu(window);
    addHelpMenu(window);
    for (QMenu* menu : window.menuBar()->findChildren<QMenu*>()) menu->setToolTipsVisible(true);
}

} // namespace lightcl
