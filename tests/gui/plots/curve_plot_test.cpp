#include "plots/curve_plot.h"

#include "export/plot_export.h"
#include "figures/accuracy_figures.h"
#include "figures/loss_figure.h"
#include "gui/example_run.h"
#include "gui/keys.h"
#include "plots/plot_frame.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

#include <QFile>
#include <QMouseEvent>
#include <QToolButton>
#include <QWheelEvent>
#include <QXmlStreamReader>

using namespace lightcl;

namespace {

CurvesFigure tasksOf(int tasks) {
    return taskAccuracies(*test::exampleRun({.tasks = tasks, .finishedTasks = tasks}), AccuracyKind::ClassIl);
}

void wheel(Plot& plot, QPointF at, int clicks) {
    QWheelEvent event(at, plot.mapToGlobal(at), {}, {0, 120 * clicks}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(&plot, &event);
    plot.grab();
}

void mouse(Plot& plot, QEvent::Type type, QPointF at, Qt::MouseButtons buttons) {
    QMouseEvent event(type, at, plot.mapToGlobal(at), Qt::LeftButton, buttons, Qt::NoModifier);
    QApplication::sendEvent(&plot, &event);
}

void drag(Plot& plot, QPointF from, QPointF to) {
    mouse(plot, QEvent::MouseButtonPress, from, Qt::LeftButton);
    mouse(plot, QEvent::MouseMove, (from + to) / 2, Qt::LeftButton);
    mouse(plot, QEvent::MouseMove, to, Qt::LeftButton);
    mouse(plot, QEvent::MouseButtonRelease, to, Qt::NoButton);
    plot.grab();
}

QPointF middleOf(const Plot& plot) {
    return plot.axisRect()->rect().center();
}

/// The tasks whose names stand above, each of which must lie over its own epochs.
std::vector<int> tasksNamedAbove(const Plot& plot) {
    std::vector<int> tasks;
    const auto ticker = qSharedPointerDynamicCast<QCPAxisTickerText>(plot.xAxis2->ticker());
    for (const auto& [at, text] : ticker->ticks().toStdMap()) {
        const int task = text.split(' ').back().toInt();
        const double pixel = plot.xAxis2->coordToPixel(at);
        CHECK(pixel > plot.xAxis->coordToPixel(task - 1));
        CHECK(pixel < plot.xAxis->coordToPixel(task));
        CHECK(plot.axisRect()->rect().contains(static_cast<int>(pixel), plot.axisRect()->rect().center().y()));
        tasks.push_back(task);
    }
    return tasks;
}

std::vector<int> upTo(int tasks) {
    std::vector<int> all;
    for (int task = 1; task <= tasks; ++task) all.push_back(task);
    return all;
}

/// The left ends of the texts "Task 1", "Task 2", … of an SVG file.
std::map<QString, double> taskTextsOf(const QString& svg) {
    QFile file(svg);
    REQUIRE(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    double moved = 0;
    double x = 0;
    std::map<QString, double> texts;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == u"g") {
            const auto numbers = xml.attributes().value("transform").toString().section('(', 1).section(')', 0, 0);
            moved = numbers.section(',', 4, 4).toDouble();
        }
        if (xml.isStartElement() && xml.name() == u"text") x = xml.attributes().value("x").toDouble();
        if (xml.isCharacters() && xml.text().trimmed().startsWith(u"Task "))
            texts[xml.text().trimmed().toString()] = moved + x;
    }
    return texts;
}

bool saysItIsZoomed(const PlotFrame& frame) {
    for (const auto* button : frame.findChildren<QToolButton*>())
        if (button->text().startsWith("Zoomed")) return button->isVisibleTo(&frame);
    return false;
}

} // namespace

TEST_CASE("Tasks' names stand over their epochs, however many there are, zoomed and dragged") {
    for (const int tasks : {3, 4, 5, 10}) {
        CurvePlot plot;
        plot.resize(900, 400);
        plot.show(tasksOf(tasks));
        plot.grab();
        CHECK(tasksNamedAbove(plot) == upTo(tasks));
        wheel(plot, middleOf(plot), 8);
        const auto zoomed = tasksNamedAbove(plot);
        CHECK(zoomed.size() < static_cast<std::size_t>(tasks));
        CHECK_FALSE(zoomed.empty());
        drag(plot, middleOf(plot), middleOf(plot) + QPointF(250, 0));
        CHECK(tasksNamedAbove(plot).front() <= zoomed.front());
        test::press(plot, Qt::Key_Home);
        plot.grab();
        CHECK(tasksNamedAbove(plot) == upTo(tasks));
    }
}

TEST_CASE("Tasks' names stand over their epochs in exported pictures") {
    const test::TemporaryFolder folder;
    for (const int tasks : {3, 10}) {
        CurvePlot plot;
        plot.resize(900, 400);
        plot.show(tasksOf(tasks));
        plot.grab();
        const auto file = QString::fromStdString((folder / "curves.svg").string());
        exportPlot(plot, file, ExportFormat::Svg, styleOnScreen(plot));
        const auto texts = taskTextsOf(file);
        CHECK(texts.size() == static_cast<std::size_t>(tasks));
        for (const auto& [text, left] : texts) {
            const int task = text.section(' ', 1).toInt();
            CHECK(left > plot.xAxis->coordToPixel(task - 1));
            CHECK(left + plot.fontMetrics().horizontalAdvance(text) < plot.xAxis->coordToPixel(task) + 2);
        }
    }
}

TEST_CASE("Dragging and zooming do not lead beyond the data, and a plot says that only a part is in view") {
    auto* plot = new CurvePlot;
    PlotFrame frame(plot);
    frame.resize(700, 450);
    plot->show(tasksOf(4));
    frame.grab();
    const auto whole = plot->xAxis->range();
    CHECK(whole == QCPRange(0, 4));
    CHECK_FALSE(saysItIsZoomed(frame));
    drag(*plot, middleOf(*plot), middleOf(*plot) + QPointF(300, 80)); // there is nothing beside the data
    CHECK(plot->xAxis->range() == whole);
    CHECK(plot->yAxis->range() == QCPRange(0, 102));
    CHECK(plot->followsData());
    wheel(*plot, middleOf(*plot), 3);
    CHECK(saysItIsZoomed(frame));
    const double size = plot->xAxis->range().size();
    CHECK(size < 4);
    drag(*plot, middleOf(*plot), middleOf(*plot) + QPointF(2000, 900));
    CHECK(plot->xAxis->range().lower == Approx(0).margin(1e-9));
    CHECK(plot->xAxis->range().size() == Approx(size));
    CHECK(plot->yAxis->range().upper == Approx(102));
    drag(*plot, middleOf(*plot), middleOf(*plot) - QPointF(4000, 0));
    CHECK(plot->xAxis->range().upper == Approx(4));
    SECTION("a double click shows all") {
        mouse(*plot, QEvent::MouseButtonDblClick, middleOf(*plot), Qt::LeftButton);
        mouse(*plot, QEvent::MouseButtonRelease, middleOf(*plot), Qt::NoButton);
    }
    SECTION("zooming out far shows all, and the plot follows its data again") {
        wheel(*plot, middleOf(*plot), -30);
        CHECK(plot->followsData());
    }
    SECTION("the button shows all") {
        for (auto* button : frame.findChildren<QToolButton*>())
            if (button->text().startsWith("Zoomed")) button->click();
    }
    CHECK(plot->xAxis->range() == whole);
    CHECK(plot->yAxis->range() == QCPRange(0, 102));
    CHECK_FALSE(saysItIsZoomed(frame));
}

TEST_CASE("A zoomed plot stays where it is while its data grow, and can be dragged to what is new") {
    CurvePlot plot;
    plot.resize(700, 400);
    plot.show(tasksOf(3));
    plot.grab();
    wheel(plot, middleOf(plot), 3);
    const auto zoomed = plot.xAxis->range();
    plot.show(tasksOf(6));
    CHECK(plot.xAxis->range() == zoomed);
    drag(plot, middleOf(plot), middleOf(plot) - QPointF(4000, 0));
    CHECK(plot.xAxis->range().upper == Approx(6));
}

TEST_CASE("A logarithmic axis is dragged within its data, too") {
    const auto run = test::exampleRun();
    CurvePlot plot;
    plot.resize(700, 400);
    plot.show(lossFigure({{run.get(), {}, {}}}, true));
    plot.grab();
    const auto whole = plot.yAxis->range();
    REQUIRE(whole.lower > 0);
    wheel(plot, middleOf(plot), 2);
    const double ratio = plot.yAxis->range().upper / plot.yAxis->range().lower;
    CHECK(ratio < whole.upper / whole.lower);
    drag(plot, middleOf(plot), middleOf(plot) + QPointF(0, 3000));
    CHECK(plot.yAxis->range().upper == Approx(whole.upper));
    CHECK(plot.yAxis->range().upper / plot.yAxis->range().lower == Approx(ratio));
    drag(plot, middleOf(plot), middleOf(plot) - QPointF(0, 3000));
    CHECK(plot.yAxis->range().lower == Approx(whole.lower));
}

TEST_CASE("Numbers on axes have a decimal point in every locale, on linear and logarithmic scales") {
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    CurvePlot plot;
    QLocale::setDefault(before);
    for (const bool logarithmic : {false, true}) {
        plot.setScale({"loss", std::pair(0.01, 0.9), logarithmic});
        plot.setCurves({});
        QVector<double> ticks;
        QVector<QString> labels;
        plot.yAxis->ticker()->generate(plot.yAxis->range(), plot.locale(), 'g', 3, ticks, nullptr, &labels);
        REQUIRE(labels.size() > 2);
        CHECK(labels.join(' ').contains("0."));
        CHECK_FALSE(labels.join(' ').contains(','));
    }
}

TEST_CASE("A low plot gives its room to the curves, not to names that would lie on each other") {
    const auto run = test::exampleRun();
    std::vector<DrawnRun> runs(20, DrawnRun{run.get(), {}, {}});
    CurvePlot plot;
    plot.show(averageAccuracies(runs, AccuracyKind::ClassIl));
    for (const auto& size : {QSize(700, 500), QSize(400, 200), QSize(300, 130), QSize(200, 110)}) {
        plot.resize(size);
        plot.grab();
        CHECK(plot.axisRect()->height() >= size.height() / 3);
        const int below = plot.axisRect()->outerRect().bottom();
        if (plot.legend->visible()) CHECK(plot.legend->outerRect().top() >= below);
        CHECK(below <= size.height());
        const int axisTitle = plot.xAxis->label().isEmpty() ? 0 : plot.fontMetrics().height();
        CHECK(below - plot.axisRect()->bottom() >= axisTitle + plot.fontMetrics().height());
    }
    CHECK_FALSE(plot.legend->visible());
    plot.resize(700, 500);
    plot.grab();
    CHECK(plot.legend->visible());
    CHECK(plot.xAxis->label() == "trained task.epoch");
}
