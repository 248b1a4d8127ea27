#include "app/named_layout.h"

#include "gui/app/test_window.h"

#include <QInputDialog>
#include <QLineEdit>
#include <QSettings>
#include <QTest>
#include <QTimer>

using namespace lightcl;
using namespace lightcl::test;

namespace {

QRect placeIn(MainWindow& window, const char* dock) {
    QCoreApplication::processEvents();
    return window.docks().dock(QString::fromLatin1(dock))->geometry();
}

bool isOnShow(MainWindow& window, const char* dock) {
    QCoreApplication::processEvents();
    return !window.docks().dock(QString::fromLatin1(dock))->visibleRegion().isEmpty();
}

QAction* menuEntry(MainWindow& window, const QString& text) {
    for (auto* action : window.findChildren<QAction*>())
        if (action->text() == text) return action;
    return nullptr;
}

} // namespace

TEST_CASE("Ctrl+1, 2 and 3 arrange the docks for exploring, comparing and watching", "[gui][layouts]") {
    TestWindow test;
    MainWindow& window = test.window;
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
    CHECK(isOnShow(window, "overview"));
    CHECK_FALSE(isOnShow(window, "heatmap"));
    CHECK(placeIn(window, "curves").top() > placeIn(window, "overview").top());

    QTest::keyClick(&window, Qt::Key_3, Qt::ControlModifier);
    CHECK(isOnShow(window, "queue"));
    CHECK(isOnShow(window, "curves"));
    CHECK(isOnShow(window, "heatmap"));
    CHECK(placeIn(window, "heatmap").top() > placeIn(window, "curves").top());
    CHECK(placeIn(window, "queue").height() > placeIn(window, "runs").height() / 2);

    QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
    CHECK(isOnShow(window, "heatmap"));
    CHECK(placeIn(window, "curves").top() > placeIn(window, "heatmap").top());
    CHECK(placeIn(window, "heatmap").height() > placeIn(window, "curves").height());
}

TEST_CASE("an own layout is saved under a name, comes back by its key, and goes when it is deleted", "[gui][layouts]") {
    TestWindow test;
    MainWindow& window = test.window;
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    window.docks().dock("memory")->hide();
    window.docks().dock("queue")->hide();
    QTimer::singleShot(0, &window, [] {
        auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
        REQUIRE(dialog != nullptr);
        QTest::keyClicks(dialog->findChild<QLineEdit*>(), "Only plots / 2");
        QTest::keyClick(dialog, Qt::Key_Return);
    });
    menuEntry(window, "&Save as your own…")->trigger();
    CHECK(window.docks().ownNames() == QStringList{"Only plots / 2"});

    window.resetLayout();
    CHECK(isOnShow(window, "memory"));
    window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_4, Qt::ControlModifier);
    CHECK_FALSE(window.docks().dock("memory")->isVisible());
    CHECK_FALSE(window.docks().dock("queue")->isVisible());

    window.docks().removeOwn("Only plots / 2");
    CHECK(window.docks().ownNames().isEmpty());
    CHECK_FALSE(window.docks().applyOwn("Only plots / 2"));
}

TEST_CASE("Alt and a digit bring a dock to the front and the keyboard to its plot or list", "[gui][layouts]") {
    TestWindow test;
    MainWindow& window = test.window;
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    window.activateWindow();
    int number = 0;
    for (QDockWidget* dock : window.docks().docks()) {
        if (++number > 9) break;
        QTest::keyClick(&window, Qt::Key(Qt::Key_0 + number), Qt::AltModifier);
        QCoreApplication::processEvents();
        const QWidget* focus = window.focusWidget();
        INFO(dock->objectName().toStdString());
        REQUIRE(focus != nullptr);
        CHECK(dock->isAncestorOf(focus));
        CHECK_FALSE(focus->visibleRegion().isEmpty());
    }
}
