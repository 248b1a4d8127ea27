#pragma once

#include "reading/run_data.h"

#include <QWidget>
#include <optional>

class QCheckBox;

namespace lightcl {

class CurvePlot;
class PlotFrame;

/// The training loss of the selected runs.
class LossView : public QWidget {
    Q_OBJECT
public:
    explicit LossView(QWidget* parent = nullptr);

    void showRuns(const std::vector<RunDataPtr>& runs);
    /// Marks that moment of the current run; none: no mark.
    void setMoment(std::optional<RunPosition> moment);
    [[nodiscard]] CurvePlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }

private:
    void refresh();
    void showReadout();

    CurvePlot* plot_;
    PlotFrame* frame_;
    QCheckBox* logBox_;
    std::vector<RunDataPtr> runs_;
    std::vector<RunDataPtr> shown_; ///< of the curves
};

} // namespace lightcl
