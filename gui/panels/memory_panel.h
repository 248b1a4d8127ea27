#pragma once

#include "panels/panel.h"

class QTabWidget;

namespace lightcl {

class MemoryView;
class ProcessView;
class StepView;
class TaskMemoryView;

/// What training memory is spent on: the peak by category, predicted and measured, the peak of every task, the course
/// of one training step that shows where the peak comes from, and what the process holds beside its tensors.
class MemoryPanel : public Panel {
    Q_OBJECT
public:
    explicit MemoryPanel(QWidget* parent = nullptr);

    void showRuns(const std::vector<RunDataPtr>& runs) override;
    void showMoment(std::optional<Moment> moment) override;

    [[nodiscard]] QTabWidget* tabs() const { return tabs_; }
    [[nodiscard]] MemoryView* peak() const { return peak_; }
    [[nodiscard]] TaskMemoryView* tasks() const { return tasks_; }
    [[nodiscard]] ProcessView* process() const { return process_; }
    [[nodiscard]] StepView* step() const { return step_; }

private:
    QTabWidget* tabs_;
    MemoryView* peak_;
    TaskMemoryView* tasks_;
    StepView* step_;
    ProcessView* process_;
    std::optional<Moment> moment_;
};

} // namespace lightcl
