#include "report/drawing/accuracy_figure.h"

#include "report/drawing/accuracy_panel.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

constexpr double kTaskWidth = 1.5;
constexpr double kMeanWidth = 2.6;
const Color kMean = colorFromHex(0x000000);

void drawPanel(Canvas& canvas, const AccuracyPanel& panel, const std::vector<Series>& tasks, const Series& mean) {
    panel.drawFrame(canvas, "after epochs of task");
    for (std::size_t task = 0; task < tasks.size(); ++task) {
        panel.drawSeries(canvas, tasks[task], seriesColor(task, tasks.size()), kTaskWidth);
    }
    panel.drawSeries(canvas, mean, kMean, kMeanWidth);
}

void draw(Canvas& canvas, const AccuracyCurves& curves) {
    drawPanel(canvas, {AccuracyPanel::Place::Left, curves.moments}, curves.classIl, curves.meanClassIl);
    drawPanel(canvas, {AccuracyPanel::Place::Right, curves.moments}, curves.taskIl, curves.meanTaskIl);
    std::vector<LegendEntry> legend = {{"mean", kMean, kMeanWidth}};
    const auto tasks = curves.classIl.size();
    for (std::size_t task = 0; task < tasks; ++task) {
        legend.push_back({fmt::format("task {}", task + 1), seriesColor(task, tasks), kTaskWidth});
    }
    drawAccuracyLegend(canvas, legend);
}

} // namespace

Figure accuracyFigure(const RunReport& run) {
    return {
        "Accuracy of each task over training",
        "Test accuracy of each task from its training on, and their mean over the tasks seen so far. Class-IL takes "
        "the argmax over all classes seen so far, task-IL over the classes of the sample's own task.",
        kFigureWidth, AccuracyPanel::figureHeight(), [curves = run.accuracy](Canvas& canvas) { draw(canvas, curves); }};
}

} // namespace lightcl
