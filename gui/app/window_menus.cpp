#include "app/window_menus.h"

#include "app/documentation.h"
#include "app/main_window.h"
#include "app/recent_files.h"

#include <QActionGroup>
#include <QFileInfo>
#include <QMenuBar>

namespace lightcl {

namespace {

using Action = void (MainWindow::*)();

QAction* add(QMenu* menu, const QString& text, const QKeySequence& keys, MainWindow& window, Action action) {
    return menu->addAction(text, keys, &window, action);
}

void fillRecent(QMenu* menu, const QString& kind, const std::function<void(const QString&)>& open) {
    QObject::connect(menu, &QMenu::aboutToShow, menu, [menu, kind, open] {
        menu->clear();
        for (const QString& file : RecentFiles(kind).list())
            menu->addAction(QFileInfo(file).fileName() + QStringLiteral("  –  ") + QFileInfo(file).path(), menu,
                            [open, file] { open(file); });
        if (menu->isEmpty()) menu->addAction(MainWindow::tr("None yet"))->setEnabled(false);
    });
}

void addFileMenu(MainWindow& window) {
    QMenu* file = window.menuBar()->addMenu(MainWindow::tr("&File"));
    add(file, MainWindow::tr("&Open spec…"), QKeySequence::Open, window, &MainWindow::openSpecDialog);
    fillRecent(file->addMenu(MainWindow::tr("&Recent specs")), QStringLiteral("specs"),
               [&window](const QString& path) { window.openSpec(path); });
    add(file, MainWindow::tr("&Save spec…"), QKeySequence::Save, window, &MainWindow::saveSpecDialog);
    file->addSeparator();
    add(file, MainWindow::tr("Open &database…"), Qt::CTRL | Qt::SHIFT | Qt::Key_O, window,
        &MainWindow::openDatabaseDialog);
    fillRecent(file->addMenu(MainWindow::tr("Recent d&atabases")), QStringLiteral("databases"),
               [&window](const QString& path) { window.openDatabase(path); });
    file->addSeparator();
    window.menuBar()->setNativeMenuBar(false);
    file->addAction(MainWindow::tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), &window, &QWidget::close);
}

void addRunsMenu(MainWindow& window) {
    QMenu* runs = window.menuBar()->addMenu(MainWindow::tr("&Runs"));
    runs->addActions(window.runCommands().actions());
    runs->addSeparator();
    runs->addAction(window.followAction());
    add(runs, MainWindow::tr("&Filter runs"), QKeySequence::Find, window, &MainWindow::filterRuns);
}

void addThemeMenu(QMenu* view, MainWindow& window) {
    QMenu* menu = view->addMenu(MainWindow::tr("&Theme"));
    auto* group = new QActionGroup(menu);
    for (const auto& [theme, title] : {std::pair{ThemeChoice::System, MainWindow::tr("As the &system")},
                                       {ThemeChoice::Light, MainWindow::tr("&Light")},
                                       {ThemeChoice::Dark, MainWindow::tr("&Dark")}}) {
        QAction* action = group->addAction(menu->addAction(title));
        action->setCheckable(true);
        action->setChecked(theme == window.theme().chosen());
        QObject::connect(action, &QAction::triggered, &window,
                         [&window, chosen = theme] { window.chooseTheme(chosen); });
    }
}

void addViewMenu(MainWindow& window) {
    QMenu* view = window.menuBar()->addMenu(MainWindow::tr("&View"));
    int number = 1;
    for (QDockWidget* dock : window.docks().docks()) {
        view->addAction(dock->toggleViewAction());
        auto* jump = new QAction(&window);
        jump->setShortcut(QKeySequence(Qt::ALT | Qt::Key(Qt::Key_0 + number++)));
        QObject::connect(jump, &QAction::triggered, &window, [&window, dock] { window.raiseDock(dock); });
        window.addAction(jump);
        dock->toggleViewAction()->setStatusTip(
            MainWindow::tr("%1 brings it to the front").arg(jump->shortcut().toString()));
    }
    view->addSeparator();
    add(view, MainWindow::tr("&Reset layout"), {}, window, &MainWindow::resetLayout);
    addThemeMenu(view, window);
}

void addHelpMenu(MainWindow& window) {
    QMenu* help = window.menuBar()->addMenu(MainWindow::tr("&Help"));
    help->addAction(MainWindow::tr("&Documentation"), QKeySequence(QKeySequence::HelpContents), &window,
                    [&window] { window.showMessage(openDocumentation()); });
    add(help, MainWindow::tr("&About LightCL Workbench"), {}, window, &MainWindow::showAbout);
}

} // namespace

void addMenus(MainWindow& window) {
    addFileMenu(window);
    addRunsMenu(window);
    addViewMenu(window);
    addHelpMenu(window);
}

} // namespace lightcl
