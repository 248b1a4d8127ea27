#pragma once

#include "reading/run_data.h"

#include <QWidget>

class QComboBox;

namespace lightcl {

class PlotFrame;
class RunBox;
class StepPlot;

/// The memory over one training step of one of the selected runs: of the task that needs most, or of a chosen one.
class StepView : public QWidget {
    Q_OBJECT
public:
    explicit StepView(QWidget* parent = nullptr);

    void showRuns(const std::vector<RunDataPtr>& runs);
    /// 0: the task with the largest peak.
    void setTask(int task);
    [[nodiscard]] StepPlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }

private:
    void buildControls();
    void fillTasks();
    void refresh();
    void showReadout();
    [[nodiscard]] QString peakText() const;
    [[nodiscard]] QString emptyText() const;

    StepPlot* plot_;
    PlotFrame* frame_;
    RunBox* runBox_;
    QComboBox* taskBox_;
};

} // namespace lightcl
