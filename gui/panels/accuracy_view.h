#pragma once

#include "figures/curves_figure.h"
#include "reading/run_data.h"
#include "runs/accuracy.h"

#include <QWidget>
#include <optional>

class QComboBox;

namespace lightcl {

class CurvePlot;
class PlotFrame;

/// Forgetting curves: the accuracy of each task over the current run with their average on top, or the averages of all
/// selected runs, or their mean and standard deviation over seeds.
class AccuracyView : public QWidget {
    Q_OBJECT
public:
    enum class Mode { Tasks, Averages, Seeds };

    explicit AccuracyView(QWidget* parent = nullptr);

    void showRuns(const std::vector<RunDataPtr>& runs);
    void setKind(AccuracyKind kind);
    void setMode(Mode mode);
    [[nodiscard]] Mode mode() const;
    /// Draws a line at that moment of the current run; none: no line.
    void setMoment(std::optional<RunPosition> moment);
    [[nodiscard]] CurvePlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }

signals:
    void kindChosen(lightcl::AccuracyKind kind);
    void momentChosen(lightcl::RunPosition moment); ///< a point was clicked

private:
    void buildControls();
    void refresh();
    void showReadout();
    void showMoment();
    [[nodiscard]] CurvesFigure makeFigure() const;
    [[nodiscard]] Mode modeFor(const std::vector<RunDataPtr>& runs) const;
    [[nodiscard]] QString emptyText() const;

    CurvePlot* plot_;
    PlotFrame* frame_;
    QComboBox* kindBox_;
    QComboBox* modeBox_;
    std::vector<RunDataPtr> runs_;
    std::optional<RunPosition> moment_;
    AccuracyKind kind_ = AccuracyKind::ClassIl;
    std::optional<Mode> comparison_; ///< what the user last chose for several runs
    CurvesFigure figure_;
};

} // namespace lightcl
