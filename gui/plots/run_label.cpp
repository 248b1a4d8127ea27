#include "plots/run_label.h"

#include "figures/run_groups.h"
#include "figures/run_names.h"
#include "plots/plot_theme.h"

namespace lightcl {

QString runLabel(const RunData& run) {
    return QString::fromStdString(runLabel(run.summary));
}

QStringList runLabels(const std::vector<RunDataPtr>& runs) {
    QStringList labels;
    for (const auto& label : runLabels(recordsOf(runs))) labels << QString::fromStdString(label);
    return labels;
}

QString runTitle(const RunData& run) {
    return QString::fromStdString(runTitle(run.summary));
}

QString runFileStem(const RunData& run) {
    return QString::fromStdString(runFileStem(run.summary));
}

std::vector<DrawnRun> drawnRuns(const std::vector<RunDataPtr>& runs) {
    std::vector<DrawnRun> drawn;
    drawn.reserve(runs.size());
    for (const auto& run : runs) drawn.push_back({run.get(), toColor(run->color), toColor(run->groupColor)});
    return drawn;
}

} // namespace lightcl
