#pragma once

#include "figures/layer_grid.h"
#include "panels/panel.h"

#include <optional>
#include <string>

class QCheckBox;
class QComboBox;
class QSplitter;

namespace lightcl {

class HeatmapPlot;
class LayerHistoryView;
class PlotFrame;
class RunBox;

/// A layer metric of one run as a heatmap, layers by epochs or tasks; a click or Enter on a cell opens that layer's
/// history beside it.
class HeatmapPanel : public Panel {
    Q_OBJECT
public:
    explicit HeatmapPanel(QWidget* parent = nullptr);

    void showRuns(const std::vector<RunDataPtr>& runs) override;

    [[nodiscard]] HeatmapPlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }
    [[nodiscard]] LayerHistoryView* history() const { return history_; }
    void setMetric(const std::string& metric);
    [[nodiscard]] std::string metric() const;
    void pinLayer(std::size_t row);
    void unpinLayer();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildControls();
    void connectPlot();
    void fillMetrics();
    void refresh();
    void refreshHistory();
    void arrange(bool plotShown, bool historyShown);
    void showReadout();
    [[nodiscard]] QString emptyText() const;

    HeatmapPlot* plot_;
    PlotFrame* frame_;
    LayerHistoryView* history_;
    QSplitter* splitter_;
    RunBox* runBox_;
    QComboBox* metricBox_;
    QComboBox* columnBox_;
    QCheckBox* logBox_;
    std::string wantedMetric_ = "learning_plasticity"; ///< chosen last, though the run may lack it
    std::optional<std::size_t> pinned_;
};

} // namespace lightcl
