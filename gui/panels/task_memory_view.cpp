#include "panels/task_memory_view.h"

#include "figures/task_memory.h"
#include "panels/empty_text.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"

namespace lightcl {

TaskMemoryView::TaskMemoryView(QWidget* parent) : TaskBarsView(tr(" MiB"), parent) {
    showRuns({});
}

void TaskMemoryView::showRuns(const std::vector<RunDataPtr>& runs) {
    auto bars = taskMemoryBars(drawnRuns(runs));
    if (runs.empty())
        frame()->setEmptyText(tr("Select runs to see the most memory that each task takes."));
    else
        frame()->setEmptyText(
            !bars.empty() ? QString()
                          : emptyTextOf(runs, tr("The peak memory of each task"), tr("as soon as training begins")));
    const auto title = runs.size() == 1 ? runTitle(*runs.front()) : QString::fromStdString(bars.title);
    const auto stem = runs.size() == 1 ? runFileStem(*runs.front()) : QString("runs");
    showBars(std::move(bars), title, stem + "-memory-of-tasks");
}

} // namespace lightcl
