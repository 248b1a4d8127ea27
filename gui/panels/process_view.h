#pragma once

#include "figures/curves_figure.h"
#include "reading/run_data.h"

#include <QWidget>
#include <optional>

namespace lightcl {

class CurvePlot;
class PlotFrame;

/// The resident memory of the selected runs' processes over their course: of one run told apart into its own and what
/// stands for files.
class ProcessView : public QWidget {
    Q_OBJECT
public:
    explicit ProcessView(QWidget* parent = nullptr);

    void showRuns(const std::vector<RunDataPtr>& runs);
    /// Marks that moment of the current run; none: no mark.
    void setMoment(std::optional<RunPosition> moment);
    [[nodiscard]] CurvePlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }

signals:
    void momentChosen(lightcl::RunPosition moment); ///< a point was clicked

private:
    void showReadout();

    CurvePlot* plot_;
    PlotFrame* frame_;
    std::vector<RunDataPtr> runs_;
    CurvesFigure figure_;
};

} // namespace lightcl
