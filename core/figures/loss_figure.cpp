#include "figures/loss_figure.h"

#include "figures/course.h"
#include "figures/run_groups.h"

#include <algorithm>
#include <map>

namespace lightcl {

namespace {

/// Steps of each epoch. The length of an epoch is known once it is over; until then the longest epoch of any task so
/// far stands in for it, or what the run says.
std::map<RunPosition, int> stepsOfEpochs(const RunRecord& run) {
    std::map<RunPosition, int> steps;
    int longest = 1;
    for (const auto& row : run.losses) {
        auto& last = steps[{row.task, row.epoch}];
        last = std::max(last, row.step);
        longest = std::max(longest, row.step);
    }
    const auto current = steps.empty() ? RunPosition{} : steps.rbegin()->first;
    const bool running = run.summary.state == RunState::Running;
    if (running && steps.size() > 1) steps[current] = std::max(steps[current], longest);
    if (running && run.summary.progress.position == current)
        steps[current] = std::max(steps[current], run.summary.progress.steps);
    return steps;
}

} // namespace

CurvesFigure lossFigure(const std::vector<DrawnRun>& runs, bool logarithmic) {
    CurvesFigure figure;
    figure.title = "Training loss";
    figure.caption = "Mean loss of pieces of an epoch.";
    figure.left = {"training loss", {}, logarithmic};
    setCourse(figure, runs);
    const auto labels = runLabels(recordsOf(runs));
    for (std::size_t index = 0; index < runs.size(); ++index) {
        const auto& run = *runs[index].run;
        if (run.losses.empty()) continue;
        const auto steps = stepsOfEpochs(run);
        const int epochs = epochCount(run);
        FigureCurve curve;
        curve.name = labels[index];
        curve.color = runs[index].color;
        curve.width = index == 0 && runs.size() > 1 ? 2 : 1;
        curve.dots = false;
        for (const auto& row : run.losses) {
            const RunPosition position{row.task, row.epoch};
            curve.positions.push_back(position);
            curve.x.push_back(stepPosition(position, epochs, row.step, steps.at(position)));
            curve.y.push_back(row.loss);
        }
        figure.curves.push_back(std::move(curve));
    }
    return figure;
}

Table lossTable(const std::vector<const RunRecord*>& runs) {
    Table table;
    for (const auto* title : {"run_id", "method", "seed", "task", "epoch", "step", "loss"}) table.addColumn(title);
    for (const auto* run : runs)
        for (const auto& row : run->losses)
            table.addRow({std::to_string(run->summary.id), run->summary.method, std::to_string(run->summary.seed),
                          std::to_string(row.task), std::to_string(row.epoch), std::to_string(row.step),
                          csvNumber(row.loss)});
    return table;
}

} // namespace lightcl
