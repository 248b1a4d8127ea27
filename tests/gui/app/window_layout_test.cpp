#include "app/window_layout.h"

#include "gui/app/test_window.h"

#include <QDockWidget>
#include <QMainWindow>

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("the layout can be reset, whatever was made of it", "[gui][window]") {
    TestWindow test;
    MainWindow& window = test.window;
    const auto place = [&](const char* name) {
        QCoreApplication::processEvents();
        return window.docks().dock(QString::fromLatin1(name))->geometry();
    };
    const auto places = [&] {
        std::vector<QRect> all;
        for (const char* name : {"runs", "queue", "heatmap", "curves", "memory"}) all.push_back(place(name));
        return all;
    };
    const auto atFirst = places();
    CHECK(place("memory").left() > place("curves").left());
    CHECK(place("memory").top() > place("heatmap").top());

    window.docks().dock("memory")->hide();
    SECTION("a dock is closed") {}
    SECTION("docks are moved and floating") {
        window.addDockWidget(Qt::TopDockWidgetArea, window.docks().dock("heatmap"));
        window.docks().dock("queue")->setFloating(true);
    }
    window.resetLayout();
    CHECK(places() == atFirst);
}

TEST_CASE("a further panel stands in the lower row at the right, beside the others or behind them", "[gui][window]") {
    for (const bool wide : {true, false}) {
        CAPTURE(wide);
        QMainWindow window;
        WindowLayout layout(window);
        layout.add("runs", "runs", DockPlace::Left, new QWidget);
        layout.add("heatmap", "heatmap", DockPlace::UpperRight, new QWidget);
        QDockWidget* curves = layout.add("curves", "curves", DockPlace::LowerRight, new QWidget);
        QDockWidget* memory = layout.add("memory", "memory", DockPlace::LowerRight, new QWidget);
        QDockWidget* further = layout.add("further", "further", DockPlace::LowerRight, new QWidget);
        window.resize(wide ? 1440 : 1000, 900);
        layout.applyDefault();
        window.show();
        QCoreApplication::processEvents();
        if (wide) {
            CHECK(curves->geometry().right() < memory->geometry().left());
            CHECK(memory->geometry().right() < further->geometry().left());
            CHECK(curves->geometry().top() == further->geometry().top());
        } else {
            CHECK(window.tabifiedDockWidgets(curves).size() == 2);
        }
    }
}

TEST_CASE("the layout can be reset after docks were closed or moved in an earlier session", "[gui][window]") {
    struct Docks {
        Docks() : layout(window) {
            const auto add = [this](const QString& name, DockPlace place) {
                layout.add(name, name, place, new QWidget);
            };
            add("runs", DockPlace::Left);
            add("designer", DockPlace::BehindLeft);
            add("queue", DockPlace::BelowLeft);
            add("heatmap", DockPlace::UpperRight);
            add("curves", DockPlace::LowerRight);
            add("memory", DockPlace::LowerRight);
            window.resize(1440, 900);
        }
        [[nodiscard]] QRect place(const char* name) const { return layout.dock(QString::fromLatin1(name))->geometry(); }
        QMainWindow window;
        WindowLayout layout;
    };
    Docks earlier;
    earlier.layout.applyDefault();
    earlier.window.show();
    QCoreApplication::processEvents();
    const QRect memory = earlier.place("memory");
    SECTION("closed") {
        earlier.layout.dock("memory")->hide();
    }
    SECTION("moved, nested in other ways") {
        earlier.window.splitDockWidget(earlier.layout.dock("designer"), earlier.layout.dock("runs"), Qt::Vertical);
        earlier.window.addDockWidget(Qt::RightDockWidgetArea, earlier.layout.dock("heatmap"));
        earlier.window.splitDockWidget(earlier.layout.dock("curves"), earlier.layout.dock("queue"), Qt::Horizontal);
        earlier.window.tabifyDockWidget(earlier.layout.dock("heatmap"), earlier.layout.dock("memory"));
    }

    Docks now;
    REQUIRE(now.window.restoreState(earlier.window.saveState()));
    now.window.show();
    QCoreApplication::processEvents();
    now.layout.applyDefault();
    QCoreApplication::processEvents();
    CHECK(now.place("memory").top() == memory.top());
    CHECK(now.place("heatmap").top() < 50);
    CHECK(now.place("runs").top() < 50);
}
