#pragma once

#include "plots/step_plot.h"
#include "reading/run_data.h"

#include <QWidget>

namespace lightcl {

class PlotFrame;

/// The memory over one training step of a run, with the peak taken apart in words.
class OneStepView : public QWidget {
    Q_OBJECT
public:
    explicit OneStepView(QWidget* parent = nullptr);

    /// Of a task, or for 0 of the one with the largest peak; the axes reach at least as far as `reach`. No run: says
    /// what would appear.
    void showStep(const RunDataPtr& run, int task, StepReach reach = {});
    [[nodiscard]] StepPlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }

private:
    void showReadout();
    [[nodiscard]] QString peakText() const;

    StepPlot* plot_;
    PlotFrame* frame_;
    RunDataPtr run_;
};

} // namespace lightcl
