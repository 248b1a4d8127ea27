#pragma once

#include "figures/task_changes.h"
#include "panels/task_bars_view.h"
#include "reading/run_data.h"

class QComboBox;

namespace lightcl {

/// What becomes of each task in the selected runs: forgetting, transfers, learning accuracy, by class-IL, task-IL, or
/// both side by side.
class TaskChangesView : public TaskBarsView {
    Q_OBJECT
public:
    explicit TaskChangesView(QWidget* parent = nullptr);

    void showRuns(const std::vector<RunDataPtr>& runs);
    [[nodiscard]] QComboBox* changeBox() const { return changeBox_; }
    [[nodiscard]] QComboBox* kindsBox() const { return kindsBox_; }

private:
    void refresh();
    [[nodiscard]] std::vector<AccuracyKind> kinds() const;

    QComboBox* changeBox_;
    QComboBox* kindsBox_;
    std::vector<RunDataPtr> runs_;
};

} // namespace lightcl
