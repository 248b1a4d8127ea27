#pragma once

#include "reading/run_data.h"

#include <QTimer>
#include <QWidget>
#include <optional>

class QComboBox;
class QSlider;
class QToolButton;

namespace lightcl {

class ConfusionPlot;
class PlotFrame;

/// What the current run took each class for at one moment of its course: a slider over the moments, which can be
/// played, and the confusion matrix there. Unless it is pinned it follows the moment chosen in other plots.
class ConfusionView : public QWidget {
    Q_OBJECT
public:
    explicit ConfusionView(QWidget* parent = nullptr);

    void showRun(const RunDataPtr& run); ///< null: none
    /// Goes to the moment, or the last one before it, unless it is pinned.
    void setMoment(RunPosition moment);
    [[nodiscard]] std::optional<RunPosition> moment() const;

    [[nodiscard]] ConfusionPlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }
    [[nodiscard]] QSlider* slider() const { return slider_; }
    [[nodiscard]] QToolButton* playButton() const { return play_; }
    [[nodiscard]] QToolButton* pinButton() const { return pin_; }
    [[nodiscard]] QComboBox* unitBox() const { return unitBox_; }

signals:
    void momentChanged(lightcl::RunPosition moment);

private:
    void buildControls();
    void playOn();
    void refresh();
    void showReadout();

    ConfusionPlot* plot_;
    PlotFrame* frame_;
    QSlider* slider_;
    QToolButton* play_;
    QToolButton* pin_;
    QComboBox* unitBox_;
    QTimer timer_;
    RunDataPtr run_;
    std::vector<RunPosition> moments_; ///< those the matrix is there of
    bool atEnd_ = true;                ///< follows the run as it goes on
};

} // namespace lightcl
