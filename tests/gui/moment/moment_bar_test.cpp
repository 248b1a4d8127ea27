#include "moment/moment_bar.h"

#include "gui/app/test_window.h"
#include "gui/wait.h"
#include "moment/moment_slider.h"
#include "panels/accuracy_view.h"
#include "panels/confusion_view.h"
#include "panels/curves_panel.h"
#include "panels/heatmap_panel.h"
#include "panels/loss_view.h"
#include "panels/matrix_view.h"
#include "panels/memory_panel.h"
#include "panels/memory_view.h"
#include "panels/step_view.h"
#include "plots/confusion_plot.h"
#include "plots/curve_plot.h"
#include "plots/heatmap_plot.h"
#include "plots/matrix_plot.h"
#include "plots/memory_plot.h"
#include "plots/step_plot.h"

#include "base/gunzip.h"
#include "figures/course.h"
#include "store/database.h"

#include <QFile>
#include <QLabel>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>
#include <fstream>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// The window with a copy of the sample, its LightCL run selected: three tasks of two epochs.
struct MomentWindow {
    MomentWindow() {
        QFile packed(QStringLiteral(":/resources/sample.sqlite.gz"));
        REQUIRE(packed.open(QIODevice::ReadOnly));
        const QByteArray bytes = packed.readAll();
        std::ofstream(file(), std::ios::binary) << gunzip({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        test.window.openDatabase(QString::fromStdString(file()));
        REQUIRE(waitFor([&] { return test.window.runModel().rowCount() > 2; }));
        for (const RunSummary& each : test.window.runModel().runs())
            if (each.method == "lightcl" && run == 0) run = each.id;
        QSignalSpy filled(&test.window, &MainWindow::panelsFilled);
        test.window.runTable().selectRuns({run});
        REQUIRE(waitFor([&] { return !filled.isEmpty(); }));
    }

    [[nodiscard]] std::string file() const { return folder.filePath("sample.sqlite").toStdString(); }
    [[nodiscard]] MomentBar& bar() { return test.window.momentBar(); }
    template <class Part>
    [[nodiscard]] Part& part() {
        return *test.window.findChild<Part*>();
    }
    /// The panels that show another epoch than that.
    [[nodiscard]] std::string elsewhere(RunPosition at) {
        auto& heatmap = *part<HeatmapPanel>().plot();
        const auto column = heatmap.markedColumn();
        std::string names;
        const auto check = [&](const char* name, bool shown) { names += shown ? std::string() : name; };
        check("heatmap ", column && heatmap.grid().columns().at(*column) == at);
        check("accuracy ", part<AccuracyView>().plot()->markedX() == epochCenter(at, 2));
        check("loss ", part<LossView>().plot()->markedX() == stepPosition(at, 2, 1, 1));
        check("matrix ", part<MatrixView>().plot()->markedTask() == at.task);
        check("confusion ", part<ConfusionView>().plot()->matrix().moment() == at);
        check("memory ", part<MemoryView>().plot()->markedTask() == at.task);
        return names;
    }

    QTemporaryDir folder;
    TestWindow test;
    RunId run = 0;
};

} // namespace

TEST_CASE("keys on the moment bar move every panel of the window", "[gui][window]") {
    MomentWindow shown;
    auto* slider = shown.bar().slider()->slider();
    CHECK(shown.bar().words()->text().toStdString() == "task 3, epoch 2 of 2");
    CHECK(shown.elsewhere({3, 2}) == "");
    QTest::keyClick(slider, Qt::Key_Home);
    CHECK(shown.elsewhere({1, 1}) == "");
    QTest::keyClick(slider, Qt::Key_Right);
    QTest::keyClick(slider, Qt::Key_Right);
    CHECK(shown.elsewhere({2, 1}) == "");
    CHECK(shown.bar().words()->text().toStdString() == "task 2, epoch 1 of 2");
    CHECK(shown.part<StepView>().plot()->content().timeline.task == 2);
    QTest::keyClick(&shown.test.window, Qt::Key_Left, Qt::AltModifier);
    CHECK(shown.elsewhere({1, 2}) == "");
    QTest::keyClick(&shown.test.window, Qt::Key_Right, Qt::AltModifier);
    CHECK(shown.elsewhere({2, 1}) == "");
    QTest::keyClick(slider, Qt::Key_End);
    CHECK(shown.elsewhere({3, 2}) == "");
    CHECK_FALSE(shown.bar().commands().back()->isEnabled());
}

TEST_CASE("a click on a cell of the heatmap moves the moment", "[gui][window]") {
    MomentWindow shown;
    auto& heatmap = *shown.part<HeatmapPanel>().plot();
    shown.test.window.raiseDock(shown.test.window.docks().dock("heatmap"));
    QCoreApplication::processEvents();
    heatmap.replot();
    QTest::mouseMove(&heatmap, heatmap.pixelOf({2, 2}).toPoint());
    REQUIRE(waitFor([&] { return heatmap.currentCell() == Cell{2, 2}; }));
    QTest::mouseClick(&heatmap, Qt::LeftButton, Qt::NoModifier, heatmap.pixelOf({2, 2}).toPoint());
    CHECK(waitFor([&] { return shown.bar().slider()->slider()->value() == 2; }));
    CHECK(shown.elsewhere({2, 1}) == "");
}

TEST_CASE("the moment that was chosen is every run's, and its accuracies are the store's", "[gui][window]") {
    MomentWindow shown;
    QTest::keyClick(shown.bar().slider()->slider(), Qt::Key_Home);
    QSignalSpy filled(&shown.test.window, &MainWindow::panelsFilled);
    const RunSummary* other = nullptr;
    for (const RunSummary& each : shown.test.window.runModel().runs())
        if (each.method == "sgd") other = &each;
    REQUIRE(other != nullptr);
    shown.test.window.runTable().selectRuns({other->id});
    REQUIRE(waitFor([&] { return !filled.isEmpty(); }));
    CHECK(shown.elsewhere({1, 1}) == "");
    const auto& matrix = shown.part<ConfusionView>().plot()->matrix();
    const Database store = Database::openForReading(shown.file());
    SQLite::Statement right(store.handle(), "SELECT SUM(count) FROM confusion_matrix WHERE run_id = ? AND "
                                            "trained_task = 1 AND epoch = 1 AND true_class = predicted_class");
    right.bind(1, other->id);
    REQUIRE(right.executeStep());
    CHECK(matrix.correct() == right.getColumn(0).getInt64());
}
