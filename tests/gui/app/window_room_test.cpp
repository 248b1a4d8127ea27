#include "app/window_room.h"

#include "gui/app/test_window.h"
#include "gui/wait.h"
#include "plots/plot.h"
#include "support/example_store.h"

#include <QScreen>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// The plots of a dock that a user can bring on show: those of its tabs.
std::vector<Plot*> plotsOnShow(QDockWidget& dock) {
    std::vector<Plot*> shown;
    for (auto* plot : dock.findChildren<Plot*>())
        if (plot->isVisibleTo(&dock)) shown.push_back(plot);
    return shown;
}

} // namespace

TEST_CASE("the first window is no larger than what the screen has for it", "[gui][room]") {
    // 1024x600 and 1280x720 less a task bar, 1600x1000 at scales of 1.5 and 2, and a large screen.
    for (const QSize screen :
         {QSize(1024, 570), QSize(1280, 690), QSize(1066, 640), QSize(800, 480), QSize(3840, 2100)}) {
        const QSize window = firstWindowSize(screen);
        CAPTURE(screen.width(), window.width(), window.height());
        CHECK(window.width() <= screen.width() - 8);
        CHECK(window.height() <= screen.height() - 36);
        CHECK(window.width() >= std::min(1440, screen.width() - 20));
    }
    CHECK(firstWindowSize({3840, 2100}) == QSize(1440, 900));
}

TEST_CASE("a window that is shown for the first time lies within the screen", "[gui][room]") {
    Theme theme(*qApp);
    MainWindow window(theme, QStringLiteral("/nowhere/worker"), 2);
    window.useDefaultLayout(window.size());
    window.show();
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    QCoreApplication::processEvents();
    CHECK(window.width() <= window.screen()->availableSize().width());
    CHECK(window.height() <= window.screen()->availableSize().height());
}

TEST_CASE("on a small screen every plot has room to be read, in every layout and after a reset", "[gui][room]") {
    struct Case {
        QSize size;
        int height; ///< of a plot at least
    };
    // 1024x600; 1280x720 at a scale of 1.5; 1280x720 at 2.
    const Case small = GENERATE(Case{{1024, 600}, 200}, Case{{853, 480}, 110}, Case{{640, 360}, 70});
    const QTemporaryDir folder;
    const QString file = folder.filePath("store.sqlite");
    const ExampleStore made = writeExampleStore(file.toStdString(), ::getpid());
    TestWindow test;
    test.window.resize(small.size);
    QSignalSpy filled(&test.window, &MainWindow::panelsFilled);
    test.window.openDatabase(file);
    REQUIRE(waitFor([&] { return filled.count() > 0; }));
    test.window.runTable().selectRuns({made.done[0], made.done[2]});
    REQUIRE(waitFor([&] { return filled.count() > 1; }));
    const auto check = [&] {
        for (QDockWidget* dock : test.window.docks().docks()) {
            test.window.raiseDock(dock);
            QCoreApplication::processEvents();
            for (Plot* plot : plotsOnShow(*dock)) {
                const QRect seen = plot->visibleRegion().boundingRect();
                CAPTURE(small.size.width(), dock->objectName().toStdString(), seen.width(), seen.height());
                CHECK(seen.height() >= small.height);
                CHECK(seen.width() >= 200);
            }
        }
        CHECK(test.window.size() == small.size);
    };
    test.window.resetLayout();
    test.window.resize(small.size);
    test.window.docks().applyDefault();
    check();
    for (const NamedLayout& layout : namedLayouts()) {
        INFO(layout.name.toStdString());
        test.window.docks().apply(layout);
        check();
    }
}

TEST_CASE("a layout that was kept on a large screen is not forced on a small one", "[gui][room]") {
    QMainWindow window;
    window.setMinimumSize(100, 100);
    WindowLayout layout(window);
    for (const auto& [name, place] : {std::pair{"runs", DockPlace::Left},
                                      {"queue", DockPlace::BelowLeft},
                                      {"heatmap", DockPlace::UpperRight},
                                      {"curves", DockPlace::LowerRight},
                                      {"memory", DockPlace::LowerRight}})
        layout.add(name, name, place, new QWidget);
    window.resize(1440, 900);
    layout.applyDefault();
    window.show();
    QCoreApplication::processEvents();
    layout.save();
    window.resize(1000, 560);
    QSettings().setValue("window/geometry", window.saveGeometry()); // the screen is smaller now
    layout.restore();
    QCoreApplication::processEvents();
    CHECK(window.tabifiedDockWidgets(layout.dock("heatmap")).size() == 2);
    QSettings().remove("window");
}
