#pragma once

#include "panels/task_bars_view.h"
#include "reading/run_data.h"

namespace lightcl {

/// The measured peak memory of each task in the selected runs, with what was predicted.
class TaskMemoryView : public TaskBarsView {
    Q_OBJECT
public:
    explicit TaskMemoryView(QWidget* parent = nullptr);

    void showRuns(const std::vector<RunDataPtr>& runs);
};

} // namespace lightcl
