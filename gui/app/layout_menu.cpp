#include "app/layout_menu.h"

#include "app/main_window.h"

#include <QInputDialog>
#include <QMenu>

namespace lightcl {

namespace {

void saveOwnLayout(MainWindow& window) {
    bool wanted = false;
    const QString name =
        QInputDialog::getText(&window, MainWindow::tr("Save the layout"), MainWindow::tr("What it is to be called:"),
                              QLineEdit::Normal, {}, &wanted)
            .trimmed();
    if (!wanted || name.isEmpty()) return;
    window.docks().saveOwn(name);
    window.showMessage(MainWindow::tr("Saved the layout “%1”.").arg(name));
}

void applyOwnLayout(MainWindow& window, const QString& name) {
    if (window.docks().applyOwn(name)) return;
    window.showMessage(MainWindow::tr("The layout “%1” was saved by a program with other docks.").arg(name));
}

void addNone(QMenu* menu) {
    QAction* none = menu->addAction(MainWindow::tr("None yet"));
    none->setEnabled(false);
    none->setToolTip(MainWindow::tr("Layouts that you save are listed here"));
}

/// Mnemonics are the user's: an & in a name is one.
QString asMenuText(QString name) {
    return name.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

void fillOwn(QMenu* menu, MainWindow& window) {
    menu->clear();
    int key = Qt::Key_1 + static_cast<int>(namedLayouts().size());
    for (const QString& name : window.docks().ownNames()) {
        QAction* action = menu->addAction(asMenuText(name), menu, [&window, name] { applyOwnLayout(window, name); });
        action->setStatusTip(MainWindow::tr("The layout that you saved under this name"));
        action->setToolTip(action->statusTip());
        if (key <= Qt::Key_9) action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key(key++)));
    }
    if (menu->isEmpty()) addNone(menu);
}

void fillDeleting(QMenu* menu, MainWindow& window, QMenu* own) {
    menu->clear();
    for (const QString& name : window.docks().ownNames())
        menu->addAction(asMenuText(name), menu, [&window, name, own] {
            window.docks().removeOwn(name);
            fillOwn(own, window);
        });
    for (QAction* action : menu->actions())
        action->setToolTip(MainWindow::tr("Forget this layout; where the docks stand now stays"));
    if (menu->isEmpty()) addNone(menu);
}

} // namespace

void addLayoutMenu(QMenu* view, MainWindow& window) {
    QMenu* menu = view->addMenu(MainWindow::tr("&Layout"));
    menu->setToolTipsVisible(true);
    int key = Qt::Key_1;
    for (const NamedLayout& layout : namedLayouts()) {
        QAction* action = menu->addAction(layout.title, QKeySequence(Qt::CTRL | Qt::Key(key++)), &window,
                                          [&window, &layout] { window.docks().apply(layout); });
        action->setStatusTip(layout.help);
        action->setToolTip(layout.help);
    }
    menu->addSeparator();
    QMenu* own = menu->addMenu(MainWindow::tr("&Your own"));
    fillOwn(own, window); // their keys work before the menu was ever opened
    QObject::connect(own, &QMenu::aboutToShow, own, [own, &window] { fillOwn(own, window); });
    QAction* save = menu->addAction(MainWindow::tr("&Save as your own…"), &window, [&window, own] {
        saveOwnLayout(window);
        fillOwn(own, window);
    });
    save->setStatusTip(MainWindow::tr("Keep where the docks stand now, under a name"));
    save->setToolTip(save->statusTip());
    QMenu* remove = menu->addMenu(MainWindow::tr("&Delete your own"));
    QObject::connect(remove, &QMenu::aboutToShow, remove,
                     [remove, own, &window] { fillDeleting(remove, window, own); });
}

} // namespace lightcl
