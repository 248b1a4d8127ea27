#pragma once

#include "reading/run_data.h"

#include <QWidget>
#include <optional>

class QComboBox;
class QToolButton;

namespace lightcl {

class ConfusionPlot;
class PlotFrame;

/// What the current run took each class for at one moment of its course. Unless it is pinned it follows the moment.
class ConfusionView : public QWidget {
    Q_OBJECT
public:
    explicit ConfusionView(QWidget* parent = nullptr);

    void showRun(const RunDataPtr& run); ///< null: none
    /// Goes to the moment, or the last one before it, unless it is pinned.
    void setMoment(RunPosition moment);
    /// The one that is shown, of those the predictions were stored of.
    [[nodiscard]] std::optional<RunPosition> moment() const { return at_; }

    [[nodiscard]] ConfusionPlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }
    [[nodiscard]] QToolButton* pinButton() const { return pin_; }
    [[nodiscard]] QComboBox* unitBox() const { return unitBox_; }

private:
    void buildControls();
    void refresh();
    void showReadout();

    ConfusionPlot* plot_;
    PlotFrame* frame_;
    QToolButton* pin_;
    QComboBox* unitBox_;
    RunDataPtr run_;
    std::vector<RunPosition> moments_; ///< those the matrix is there of
    std::optional<RunPosition> at_;
};

} // namespace lightcl
