#include "report/drawing/comparison_figure.h"

#include "figures/run_palette.h"
#include "report/drawing/accuracy_panel.h"

#include <set>

namespace lightcl {

namespace {

using Measure = std::optional<MeanSd> TaskAccuracy::*;

std::vector<RunPosition> tasksOf(const std::vector<MethodGroup>& groups) {
    std::set<int> tasks;
    for (const auto& group : groups)
        for (const auto& point : group.afterTasks) tasks.insert(point.task);
    std::vector<RunPosition> moments;
    moments.reserve(tasks.size());
    for (const int task : tasks) moments.push_back({task, 1});
    return moments;
}

void drawPanel(Canvas& canvas, AccuracyPanel::Place place, const std::vector<MethodGroup>& groups, Measure measure) {
    const auto moments = tasksOf(groups);
    const AccuracyPanel panel(place, moments);
    panel.drawFrame(canvas, "after task");
    for (std::size_t index = 0; index < groups.size(); ++index) {
        const auto color = colorFromHex(runPaletteColor(index));
        Series series(moments.size());
        for (const auto& point : groups[index].afterTasks) {
            const auto& accuracy = point.*measure;
            if (!accuracy) continue;
            std::size_t moment = 0;
            while (moments[moment].task != point.task) ++moment;
            series[moment] = accuracy->mean;
            if (accuracy->sd) panel.drawDeviation(canvas, moment, accuracy->mean, *accuracy->sd, color);
        }
        panel.drawSeries(canvas, series, color, 1.8);
    }
}

void draw(Canvas& canvas, const std::vector<MethodGroup>& groups) {
    drawPanel(canvas, AccuracyPanel::Place::Left, groups, &TaskAccuracy::classIl);
    drawPanel(canvas, AccuracyPanel::Place::Right, groups, &TaskAccuracy::taskIl);
    std::vector<LegendEntry> legend;
    for (std::size_t i = 0; i < groups.size(); ++i)
        legend.push_back({groups[i].label, colorFromHex(runPaletteColor(i)), 1.8});
    drawAccuracyLegendBelow(canvas, legend);
}

} // namespace

Figure comparisonFigure(const std::vector<MethodGroup>& groups) {
    std::vector<std::string> labels;
    labels.reserve(groups.size());
    for (const auto& group : groups) labels.push_back(group.label);
    return {
        "Mean accuracy after each task",
        "Test accuracy averaged over the tasks seen so far, mean over seeds; bars show one sample standard deviation. "
        "Class-IL takes the argmax over all classes seen so far, task-IL over the classes of the sample's own task.",
        kFigureWidth, AccuracyPanel::figureHeight() + accuracyLegendHeight(labels),
        [groups](Canvas& canvas) { draw(canvas, groups); }};
}

} // namespace lightcl
