#include "window_benchmark.h"

#include "hold_clock.h"
#include "panels/curves_panel.h"
#include "panels/heatmap_panel.h"
#include "panels/loss_view.h"
#include "plots/heatmap_plot.h"
#include "store/run_writer.h"

#include <QApplication>
#include <QComboBox>
#include <QEventLoop>
#include <QLineEdit>
#include <QMouseEvent>
#include <QTabWidget>
#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

constexpr int kPanFrames = 240;

void sendMouse(QWidget& widget, QEvent::Type type, QPointF place, Qt::MouseButtons buttons) {
    const auto button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, place, widget.mapToGlobal(place), button, buttons, Qt::NoModifier);
    QApplication::sendEvent(&widget, &event);
}

} // namespace

WindowBenchmark::WindowBenchmark(const QString& file, RunId longRun)
    : file_(file), longRun_(longRun), theme_(*qApp), window_(theme_, QString(), 1),
      heatmap_(window_.findChild<HeatmapPanel*>()) {
    QObject::connect(&window_, &MainWindow::runsListed, &window_, [this] { ++listed_; });
    QObject::connect(&window_, &MainWindow::panelsFilled, &window_, [this] { ++filled_; });
    window_.useDefaultLayout({1440, 900});
    window_.show();
    settle();
}

void WindowBenchmark::runUntil(const std::function<bool()>& condition) {
    while (!condition()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    settle();
}

/// What was asked to be laid out and painted later is done when no event waits.
void WindowBenchmark::settle() {
    for (int pass = 0; pass < 5; ++pass) QCoreApplication::processEvents();
}

void WindowBenchmark::openOnce() {
    listed_ = filled_ = 0;
    window_.openDatabase(file_);
    runUntil([this] { return listed_ > 0 && filled_ > 0; });
}

void WindowBenchmark::selectLongRun() {
    if (window_.runTable().selectedRuns() == std::vector{longRun_}) return;
    filled_ = 0;
    window_.runTable().selectRuns({longRun_});
    runUntil([this] { return filled_ > 0; });
}

Timing WindowBenchmark::open(int rounds) {
    return timeRounds(rounds, [this] { openOnce(); });
}

Timing WindowBenchmark::selectUnread(int rounds, bool showsLosses) {
    auto* curves = window_.findChild<CurvesPanel*>();
    curves->tabs()->setCurrentIndex(showsLosses ? curves->tabs()->indexOf(curves->loss()) : 0);
    std::vector<double> seconds;
    for (int round = 0; round < rounds; ++round) {
        // Follow would show the newest run, which is the long one, and so read it before.
        window_.followAction()->setChecked(false);
        listed_ = 0;
        window_.openDatabase(file_);
        runUntil([this] { return listed_ > 0; });
        seconds.push_back(secondsOf([this] { selectLongRun(); }));
    }
    return summarize(std::move(seconds));
}

Timing WindowBenchmark::switchMetric(int rounds) {
    selectLongRun();
    bool first = false;
    return timeRounds(rounds, [&] {
        first = !first;
        heatmap_->setMetric(first ? "gradient_norm" : "learning_plasticity");
        settle();
    });
}

Timing WindowBenchmark::followChange(int rounds) {
    Database other = Database::openForWriting(file_.toStdString());
    RunWriter writer(other, 1);
    return timeRounds(rounds, [&] {
        listed_ = filled_ = 0;
        writer.totals(60, 1e12, 400 << 20);
        window_.workspace()->loader().check();
        runUntil([this] { return listed_ > 0 && filled_ > 0; });
    });
}

std::vector<std::pair<std::string, double>> WindowBenchmark::longestHolds(int rounds) {
    std::vector<std::pair<std::string, double>> holds;
    const auto measure = [&](const char* what, const std::function<void()>& act) {
        double longest = 0;
        for (int round = 0; round < rounds; ++round) {
            HoldClock::instance().takeLongest();
            act();
            settle();
            longest = std::max(longest, HoldClock::instance().takeLongest());
        }
        holds.emplace_back(what, longest);
    };
    const auto asEvent = [this](const std::function<void()>& act) {
        bool done = false;
        QMetaObject::invokeMethod(
            &window_,
            [&] {
                act();
                done = true;
            },
            Qt::QueuedConnection);
        runUntil([&] { return done; });
    };
    auto* table = window_.runTable().view();
    auto* filter = window_.runTable().findChild<QLineEdit*>();
    window_.followAction()->setChecked(true);
    measure("open the store", [&] { openOnce(); });
    measure("select its largest run", [&] {
        asEvent([&] { window_.runTable().selectRuns({}); });
        selectLongRun();
    });
    measure("sort the runs by their accuracy", [&] {
        asEvent([&] { table->sortByColumn(runColumn("class_il"), Qt::DescendingOrder); });
        asEvent([&] { table->sortByColumn(kColorColumn, Qt::AscendingOrder); });
    });
    measure("group the runs by method and setting", [&] { asEvent([&] { window_.runTable().groupBy("setting"); }); });
    measure("sort the groups by their accuracy", [&] {
        asEvent([&] { table->sortByColumn(runColumn("class_il"), Qt::DescendingOrder); });
        asEvent([&] { table->sortByColumn(kColorColumn, Qt::AscendingOrder); });
    });
    measure("open and fold all groups", [&] {
        for (const bool open : {true, false}) asEvent([&] { window_.runTable().setAllOpen(open); });
    });
    measure("compare with a group", [&] {
        asEvent([&] {
            table->selectionModel()->setCurrentIndex(table->model()->index(0, 0), QItemSelectionModel::NoUpdate);
            window_.runTable().compareWithCurrent();
        });
        asEvent([&] {
            window_.runTable().compareWithNothing();
            window_.runTable().selectRuns({});
        });
    });
    measure("follow a change with groups", [&] { followChange(1); });
    asEvent([&] { window_.runTable().groupBy({}); });
    measure("type in the filter", [&] {
        for (const char* words : {"e", "er", "er seed 1", ""}) asEvent([&] { filter->setText(words); });
    });
    measure("another layout", [&] {
        for (const NamedLayout& layout : namedLayouts()) asEvent([&] { window_.docks().apply(layout); });
    });
    measure("follow a change by another process", [&] { followChange(1); });
    return holds;
}

double WindowBenchmark::panFrames(bool magnified) {
    selectLongRun();
    HeatmapPlot& plot = *heatmap_->findChild<HeatmapPlot*>();
    plot.resetView();
    if (magnified) plot.zoomBy(0.2);
    settle();
    const QPointF middle = QRectF(plot.rect()).center();
    sendMouse(plot, QEvent::MouseButtonPress, middle, Qt::LeftButton);
    const double seconds = secondsOf([&] {
        for (int frame = 1; frame <= kPanFrames; ++frame) {
            const double angle = 0.1 * frame;
            sendMouse(plot, QEvent::MouseMove, middle + QPointF(80 * std::sin(angle), 20 * std::sin(2 * angle)),
                      Qt::LeftButton);
            settle();
        }
    });
    sendMouse(plot, QEvent::MouseButtonRelease, middle, Qt::NoButton);
    return kPanFrames / seconds;
}

} // namespace lightcl
