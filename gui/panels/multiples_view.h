#pragma once

#include "figures/small_multiples.h"
#include "reading/run_data.h"
#include "widgets/draw_when_shown.h"

#include <QWidget>
#include <vector>

class QCheckBox;
class QComboBox;

namespace lightcl {

class MultiplesPlot;
class PlotFrame;

/// Curves, an accuracy matrix or a layer metric of every selected run, or mean over seeds, as tiles on one scale.
class MultiplesView : public QWidget {
    Q_OBJECT
public:
    explicit MultiplesView(QWidget* parent = nullptr);

    /// While the view is hidden, drawn once it is shown.
    void showRuns(const std::vector<RunDataPtr>& runs);
    [[nodiscard]] MultiplesPlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }
    [[nodiscard]] QComboBox* whatBox() const { return whatBox_; }
    [[nodiscard]] QCheckBox* means() const { return means_; }

signals:
    void runsPicked(const std::vector<RunId>& runs); ///< to be selected

private:
    void buildControls();
    void offerMetrics();
    void refresh();
    void drawNow();
    void showReadout();
    [[nodiscard]] TileQuestion question() const;

    MultiplesPlot* plot_;
    PlotFrame* frame_;
    QComboBox* whatBox_;
    QCheckBox* means_;
    std::vector<RunDataPtr> runs_;
    DrawWhenShown drawing_{*this, [this] { drawNow(); }};
};

} // namespace lightcl
