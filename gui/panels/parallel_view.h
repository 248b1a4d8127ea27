#pragma once

#include "reading/run_data.h"
#include "widgets/draw_when_shown.h"

#include <QWidget>
#include <vector>

class QToolButton;

namespace lightcl {

class ParallelPlot;
class PlotFrame;

/// The selected runs across all settings in which they differ and what came of them; those that a drag along the axes
/// keeps can be selected.
class ParallelView : public QWidget {
    Q_OBJECT
public:
    explicit ParallelView(QWidget* parent = nullptr);

    /// While the view is hidden, drawn once it is shown.
    void showRuns(const std::vector<RunDataPtr>& runs);
    [[nodiscard]] ParallelPlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }
    [[nodiscard]] QToolButton* selectButton() const { return selectButton_; }

signals:
    void runsPicked(const std::vector<RunId>& runs); ///< to be selected

private:
    void buildControls();
    void drawNow();
    void onBrushes();
    void showReadout();
    [[nodiscard]] std::vector<RunId> kept() const;

    ParallelPlot* plot_;
    PlotFrame* frame_;
    QToolButton* selectButton_;
    QToolButton* clearButton_;
    std::vector<RunDataPtr> runs_;
    DrawWhenShown drawing_{*this, [this] { drawNow(); }};
};

} // namespace lightcl
