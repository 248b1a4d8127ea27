#include "panels/confusion_view.h"
#include "panels/curves_panel.h"
#include "panels/heatmap_panel.h"
#include "panels/matrix_view.h"
#include "panels/memory_panel.h"
#include "panels/memory_view.h"
#include "panels/step_view.h"
#include "panels/task_changes_view.h"
#include "panels/task_memory_view.h"

#include "app/theme.h"
#include "gui/example_run.h"
#include "gui/screenshot.h"
#include "support/catch.h"

#include <QComboBox>
#include <QImage>
#include <QTabWidget>
#include <memory>

using namespace lightcl;

namespace {

std::vector<RunDataPtr> someRuns() {
    test::ExampleRunOptions er;
    er.id = 2;
    er.method = "er";
    er.color = QColor(0xd55e00);
    test::ExampleRunOptions sgd;
    sgd.id = 3;
    sgd.method = "sgd";
    sgd.color = QColor(0x009e73);
    return {test::exampleRun(), test::exampleRun(er), test::exampleRun(sgd)};
}

/// Compares the panel's light and dark picture; the first difference, if any.
QString compareBoth(Panel& panel, const QString& name) {
    QFont font("DejaVu Sans");
    font.setPixelSize(12);
    panel.setFont(font);
    panel.resize(720, 540);
    QString problem;
    for (const bool dark : {false, true}) {
        panel.setPalette(dark ? Theme::darkPalette() : Theme::lightPalette());
        const auto found = test::compareWithBaseline(panel, name + (dark ? "-dark" : "-light"));
        if (problem.isEmpty()) problem = found;
    }
    return problem;
}

/// A run that takes a third of each class for the next one.
RunDataPtr confusedRun(int classes) {
    auto run = std::make_shared<RunData>(*test::exampleRun());
    for (int label = 0; label < classes; ++label)
        run->confusions[{5, 3}].push_back({5, 3, label, {{label, 200}, {(label + 1) % classes, 100}}});
    run->confusions[{1, 3}] = {{1, 3, 0, {{0, 300}}}};
    return run;
}

} // namespace

TEST_CASE("Pictures that differ in more than smoothing are told apart") {
    QImage picture(80, 80, QImage::Format_RGB32);
    picture.fill(Qt::white);
    auto other = picture;
    CHECK(test::pictureDifference(picture, other) == 0);
    for (int y = 0; y < 80; ++y) other.setPixelColor(40, y, QColor(200, 200, 200));
    CHECK(test::pictureDifference(picture, other) == 0);
    for (int y = 0; y < 80; ++y)
        for (int x = 40; x < 44; ++x) other.setPixelColor(x, y, Qt::red);
    CHECK(test::pictureDifference(picture, other) == Approx(0.05));
    CHECK(test::pictureDifference(picture, QImage()) == 1);
}

TEST_CASE("The heatmap panel looks as it did") {
    HeatmapPanel panel;
    panel.showRuns({test::exampleRun()});
    CHECK(compareBoth(panel, "heatmap").toStdString() == "");
}

TEST_CASE("The heatmap panel with a pinned layer looks as it did") {
    HeatmapPanel panel;
    panel.showRuns(someRuns());
    panel.setMetric("memory_stability");
    panel.pinLayer(15);
    CHECK(compareBoth(panel, "heatmap-layer").toStdString() == "");
}

TEST_CASE("The curves panel looks as it did") {
    CurvesPanel panel;
    SECTION("with the tasks of a run") {
        panel.showRuns({test::exampleRun()});
        CHECK(compareBoth(panel, "curves-tasks").toStdString() == "");
    }
    SECTION("with the averages of runs") {
        panel.showRuns(someRuns());
        CHECK(compareBoth(panel, "curves-runs").toStdString() == "");
    }
    SECTION("with what becomes of each task") {
        panel.showRuns(test::fourRuns());
        panel.tabs()->setCurrentWidget(panel.changes());
        panel.changes()->kindsBox()->setCurrentIndex(2);
        CHECK(compareBoth(panel, "curves-changes").toStdString() == "");
    }
    SECTION("with the matrix") {
        panel.showRuns(someRuns());
        panel.setKind(AccuracyKind::TaskIl);
        panel.tabs()->setCurrentWidget(panel.matrix());
        CHECK(compareBoth(panel, "curves-matrix").toStdString() == "");
    }
    SECTION("with the confusion matrix") {
        panel.showRuns({confusedRun(10)});
        panel.tabs()->setCurrentWidget(panel.confusion());
        CHECK(compareBoth(panel, "curves-confusion").toStdString() == "");
    }
    SECTION("with a confusion matrix of many classes") {
        panel.showRuns({confusedRun(100)});
        panel.tabs()->setCurrentWidget(panel.confusion());
        CHECK(compareBoth(panel, "curves-confusion-100").toStdString() == "");
    }
}

TEST_CASE("The memory panel looks as it did") {
    MemoryPanel panel;
    panel.showRuns(someRuns());
    panel.peak()->setBudget(200);
    CHECK(compareBoth(panel, "memory").toStdString() == "");
    panel.tabs()->setCurrentWidget(panel.tasks());
    CHECK(compareBoth(panel, "memory-tasks").toStdString() == "");
    panel.tabs()->setCurrentWidget(panel.step());
    CHECK(compareBoth(panel, "memory-step").toStdString() == "");
    panel.peak()->setBudget(0);
}
