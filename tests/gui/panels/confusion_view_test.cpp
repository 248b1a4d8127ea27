#include "panels/confusion_view.h"

#include "moment/run_moment.h"
#include "panels/accuracy_view.h"
#include "panels/curves_panel.h"
#include "panels/loss_view.h"
#include "panels/matrix_view.h"
#include "plots/confusion_plot.h"
#include "plots/curve_plot.h"
#include "plots/matrix_plot.h"
#include "plots/plot_frame.h"
#include "reading/run_data_reader.h"

#include "figures/course.h"
#include "gui/wait.h"
#include "store/run_reader.h"
#include "store/run_writer.h"
#include "support/catch.h"
#include "support/example_store.h"

#include <QComboBox>
#include <QFile>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <SQLiteCpp/SQLiteCpp.h>
#include <unistd.h>

using namespace lightcl;

namespace {

/// A stored run with predictions by class after each epoch of its two tasks, and the panel that shows it.
struct ConfusedPanel {
    ConfusedPanel() : database(Database::openForWriting(folder.filePath("store.sqlite").toStdString())) {
        run = test::writeExampleStore(folder.filePath("store.sqlite").toStdString(), ::getpid()).running;
        RunWriter writer(database, run);
        for (int task = 1; task <= 2; ++task)
            for (int epoch = 1; epoch <= 2; ++epoch)
                for (int label = 0; label < 2 * task; ++label)
                    writer.add(ConfusionRow{task, epoch, label, {{0, 10 * task + epoch}, {label + 10, 1 + label}}});
        writer.flush();
        RunDataReader reader(database);
        panel.resize(900, 600);
        panel.show();
        const RunDataPtr data = reader.read({run, Qt::red});
        QObject::connect(&panel, &Panel::momentChosen, &shared, &RunMoment::choose);
        QObject::connect(&shared, &RunMoment::changed, &panel, [this] { panel.showMoment(shared.moment()); });
        panel.showRuns({data});
        shared.showRun(data);
        panel.tabs()->setCurrentWidget(panel.confusion());
        QCoreApplication::processEvents();
    }

    /// Whether each cell is what the view says of the moment, and every row of the view is a cell.
    [[nodiscard]] bool agreesWithView(RunPosition moment) const {
        SQLite::Statement rows(database.handle(), "SELECT true_class, predicted_class, count FROM confusion_matrix "
                                                  "WHERE run_id = ? AND trained_task = ? AND epoch = ?");
        rows.bind(1, run);
        rows.bind(2, moment.task);
        rows.bind(3, moment.epoch);
        const ConfusionMatrix& matrix = panel.confusion()->plot()->matrix();
        std::int64_t images = 0;
        while (rows.executeStep()) {
            std::size_t row = 0;
            std::size_t column = 0;
            for (std::size_t place = 0; place < matrix.size(); ++place) {
                if (matrix.classAt(place) == rows.getColumn(0).getInt()) row = place;
                if (matrix.classAt(place) == rows.getColumn(1).getInt()) column = place;
            }
            if (matrix.count(row, column) != rows.getColumn(2).getInt64()) return false;
            images += rows.getColumn(2).getInt64();
        }
        return images > 0 && images == matrix.total() && matrix.moment() == moment;
    }

    QTemporaryDir folder;
    Database database;
    RunId run = 0;
    RunMoment shared;
    CurvesPanel panel;
};

} // namespace

TEST_CASE("the confusion matrix of a moment is the view's, and curves and accuracy matrix mark it", "[gui]") {
    ConfusedPanel shown;
    CHECK(shown.agreesWithView({2, 2}));
    shown.shared.choose({1, 1});
    CHECK(shown.agreesWithView({1, 1}));
    shown.shared.step(1);
    CHECK(shown.agreesWithView({1, 2}));
    CHECK(shown.panel.matrix()->plot()->markedTask() == 1);
    CHECK(shown.panel.accuracy()->plot()->markedX() == epochCenter({1, 2}, 2));
    CHECK(shown.panel.loss()->plot()->markedX() == stepPosition({1, 2}, 2, 1, 1));
    shown.shared.choose({2, 2});
    CHECK(shown.agreesWithView({2, 2}));
    CHECK(shown.panel.matrix()->plot()->markedTask() == 2);
}

TEST_CASE("a click on a row of the accuracy matrix moves the moment, unless it is pinned", "[gui]") {
    ConfusedPanel shown;
    auto& matrix = *shown.panel.matrix()->plot();
    const auto click = [&](int task) {
        shown.panel.tabs()->setCurrentWidget(shown.panel.matrix());
        QCoreApplication::processEvents();
        matrix.replot();
        QTest::mouseClick(&matrix, Qt::LeftButton, Qt::NoModifier, matrix.pixelOf({task, 1}).toPoint());
    };
    click(1);
    CHECK(shown.agreesWithView({1, 2}));
    click(2);
    CHECK(shown.agreesWithView({2, 2}));
    shown.panel.tabs()->setCurrentWidget(shown.panel.confusion());
    QTest::mouseClick(shown.panel.confusion()->pinButton(), Qt::LeftButton);
    click(1);
    CHECK(matrix.markedTask() == 1);
    CHECK(shown.agreesWithView({2, 2}));
}

TEST_CASE("a click on a point of the curves moves the moment", "[gui]") {
    ConfusedPanel shown;
    shown.panel.tabs()->setCurrentWidget(shown.panel.accuracy());
    QCoreApplication::processEvents();
    auto& plot = *shown.panel.accuracy()->plot();
    plot.replot();
    REQUIRE_FALSE(plot.curves().empty());
    QTest::mouseClick(&plot, Qt::LeftButton, Qt::NoModifier, plot.pixelOf({0, 0}).toPoint());
    CHECK(shown.agreesWithView({1, 1}));
}

TEST_CASE("cells of the confusion matrix are read by mouse and keys", "[gui]") {
    const ConfusedPanel shown;
    auto& view = *shown.panel.confusion();
    auto& plot = *view.plot();
    plot.replot();
    QTest::mouseMove(&plot, plot.pixelOf({1, 0}).toPoint());
    CHECK(test::waitFor([&] { return plot.currentPlace().has_value(); }));
    QTest::keyClick(&plot, Qt::Key_Up);
    REQUIRE(plot.currentPlace());
    CHECK(plot.currentPlace()->row == 0);
    CHECK(view.frame()->readout().contains("taken for"));
    CHECK(view.frame()->readout().contains("22 of "));
}

TEST_CASE("a confusion matrix exports as figure and data", "[gui]") {
    const ConfusedPanel shown;
    auto& frame = *shown.panel.confusion()->frame();
    for (const auto& [format, ending] : {std::pair{ExportFormat::Pdf, "pdf"}, std::pair{ExportFormat::Svg, "svg"},
                                         std::pair{ExportFormat::Png, "png"}, std::pair{ExportFormat::Csv, "csv"}}) {
        const QString file = shown.folder.filePath(QString("confusion.") + ending);
        CHECK(frame.exportTo(file, format).toStdString() == "");
        CHECK(QFile(file).size() > 0);
    }
}

TEST_CASE("a run without predictions by class says so in the matrix's place", "[gui]") {
    ConfusedPanel shown;
    auto bare = std::make_shared<RunData>();
    bare->summary.id = 77;
    bare->summary.state = RunState::Done;
    shown.panel.showRuns({bare});
    shown.shared.showRun(bare);
    CHECK_FALSE(shown.panel.confusion()->frame()->hasPlot());
    CHECK_FALSE(shown.panel.confusion()->moment().has_value());
    CHECK_FALSE(shown.panel.matrix()->plot()->markedTask().has_value());
}
