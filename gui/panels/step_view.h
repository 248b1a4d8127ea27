#pragma once

#include "reading/run_data.h"

#include <QWidget>
#include <vector>

class QComboBox;

namespace lightcl {

class OneStepView;
class PlotFrame;
class RunBox;
class StepPlot;

/// The memory over one training step of one of the selected runs, of the task that needs most or of a chosen one; and,
/// above each other on one scale, of another run.
class StepView : public QWidget {
    Q_OBJECT
public:
    explicit StepView(QWidget* parent = nullptr);

    void showRuns(const std::vector<RunDataPtr>& runs);
    /// 0: the task with the largest peak.
    void setTask(int task);
    [[nodiscard]] StepPlot* plot() const;
    [[nodiscard]] PlotFrame* frame() const;
    /// What is shown below; hidden while nothing is compared.
    [[nodiscard]] OneStepView* other() const { return other_; }
    [[nodiscard]] QComboBox* otherBox() const { return otherBox_; }

private:
    void buildControls();
    void fillTasks();
    void fillOthers();
    void refresh();
    [[nodiscard]] RunDataPtr otherRun() const;

    OneStepView* step_;
    OneStepView* other_;
    RunBox* runBox_;
    QComboBox* taskBox_;
    QComboBox* otherBox_;
    std::vector<RunDataPtr> runs_;
};

} // namespace lightcl
