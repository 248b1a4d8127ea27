#include "report/accuracy_figure.h"

#include "report/task_axis.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace lightcl {

namespace {

constexpr double kHeight = 270;
constexpr double kTop = 30;
constexpr double kPlotHeight = 190;
constexpr double kLeft = 52;
constexpr double kPanelWidth = 262;
constexpr double kPanelGap = 30;
constexpr double kLegendLeft = kLeft + 2 * kPanelWidth + kPanelGap + 18;

const Color kGrid = colorFromHex(0xDDDDDD);
const Color kBand = colorFromHex(0xF5F5F5);
const Color kAxis = colorFromHex(0x666666);
const Color kMean = colorFromHex(0x000000);

double yOf(double accuracy) {
    return kTop + kPlotHeight * (1 - std::clamp(accuracy, 0.0, 1.0));
}

void drawBackground(Canvas& canvas, const TaskAxis& axis, double left) {
    for (std::size_t i = 0; i < axis.tasks().size(); i += 2) {
        const auto& task = axis.tasks()[i];
        canvas.fill({axis.left(task.begin), kTop, axis.left(task.end) - axis.left(task.begin), kPlotHeight}, kBand);
    }
    for (const int percent : {0, 20, 40, 60, 80, 100}) {
        const auto y = yOf(percent / 100.0);
        canvas.line({left, y}, {left + kPanelWidth, y}, kGrid, 0.7);
        canvas.text({left - 6, y}, std::to_string(percent), {.size = 10, .horizontal = 1});
    }
    canvas.outline({left, kTop, kPanelWidth, kPlotHeight}, kAxis, 0.8);
}

/// The series as lines between neighbouring moments that have a value; dots where they are not too many.
void drawSeries(Canvas& canvas, const TaskAxis& axis, const Series& series, Color color, double width) {
    constexpr double roomForDots = 7;
    const bool dots = axis.columnWidth() >= roomForDots;
    std::vector<Point> points;
    for (std::size_t i = 0; i < series.size(); ++i) {
        if (series[i]) points.push_back({axis.center(i), yOf(*series[i])});
        if (series[i] && (dots || series.size() == 1)) canvas.disc(points.back(), width * 1.35, color);
        if (!series[i] || i + 1 == series.size()) {
            canvas.polyline(points, color, width);
            points.clear();
        }
    }
}

struct Panel {
    const char* title;
    const std::vector<Series>& tasks;
    const Series& mean;
    double left;
};

void drawPanel(Canvas& canvas, const AccuracyCurves& curves, const Panel& panel) {
    const TaskAxis axis(curves.moments, panel.left, kPanelWidth);
    canvas.text({panel.left, 14}, panel.title, {.size = 12, .bold = true});
    drawBackground(canvas, axis, panel.left);
    for (std::size_t task = 0; task < panel.tasks.size(); ++task) {
        drawSeries(canvas, axis, panel.tasks[task], seriesColor(task, panel.tasks.size()), 1.5);
    }
    drawSeries(canvas, axis, panel.mean, kMean, 2.6);
    axis.drawLabels(canvas, kTop + kPlotHeight);
}

void drawLegend(Canvas& canvas, std::size_t tasks) {
    constexpr double rowHeight = 17;
    const auto room = static_cast<std::size_t>(kPlotHeight / rowHeight) - 1;
    const auto every = tasks == 0 ? 1 : (tasks + room - 1) / room;
    auto y = kTop + 6;
    const auto entry = [&](const std::string& text, Color color, double width) {
        canvas.line({kLegendLeft, y}, {kLegendLeft + 20, y}, color, width);
        canvas.text({kLegendLeft + 26, y}, text, {.size = 10.5});
        y += rowHeight;
    };
    entry("mean", kMean, 2.6);
    for (std::size_t task = 0; task < tasks; task += every) {
        entry(fmt::format("task {}", task + 1), seriesColor(task, tasks), 1.5);
    }
}

void draw(Canvas& canvas, const AccuracyCurves& curves) {
    canvas.text({14, kTop + kPlotHeight / 2}, "accuracy (%)", {.size = 11, .horizontal = 0.5, .upwards = true});
    drawPanel(canvas, curves, {"class-IL", curves.classIl, curves.meanClassIl, kLeft});
    drawPanel(canvas, curves, {"task-IL", curves.taskIl, curves.meanTaskIl, kLeft + kPanelWidth + kPanelGap});
    drawLegend(canvas, curves.classIl.size());
}

} // namespace

Figure accuracyFigure(const RunReport& run) {
    return {
        "Accuracy of each task over training",
        "Test accuracy of each task from its training on, and their mean over the tasks seen so far. Class-IL takes "
        "the argmax over all classes seen so far, task-IL over the classes of the sample's own task.",
        kFigureWidth, kHeight, [curves = run.accuracy](Canvas& canvas) { draw(canvas, curves); }};
}

} // namespace lightcl
