#pragma once

#include "plots/layer_history.h"
#include "reading/run_data.h"

#include <QWidget>
#include <optional>
#include <set>
#include <string>

class QLabel;
class QMenu;
class QToolButton;

namespace lightcl {

class CurvePlot;
class PlotFrame;

/// One layer's metrics over a run as curves, which of them is chosen from a menu; below them what all of its metrics
/// are at the chosen point, or last.
class LayerHistoryView : public QWidget {
    Q_OBJECT
public:
    explicit LayerHistoryView(QWidget* parent = nullptr);

    /// Shows the layer; `metric` is among the metrics shown from now on.
    void showLayer(RunDataPtr run, int layerIndex, const QString& layer, const std::string& metric, bool logarithmic);
    [[nodiscard]] CurvePlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }
    [[nodiscard]] QLabel* values() const { return values_; }
    /// Marks the moment; none: no mark.
    void setMoment(std::optional<RunPosition> moment);
    /// Shows a curve for every metric of the layer.
    void chooseAll();

signals:
    void closed(); ///< with Escape

private:
    void fillMenu();
    void refresh();
    void showReadout();
    void showValues();

    CurvePlot* plot_;
    PlotFrame* frame_;
    QToolButton* metricButton_;
    QMenu* menu_;
    QLabel* values_;
    RunDataPtr run_;
    std::optional<RunPosition> moment_;
    int layerIndex_ = 0;
    QString layer_;
    bool logarithmic_ = false;
    std::string lastMetric_;
    std::set<std::string> chosen_ = {"learning_plasticity", "memory_stability"};
    std::vector<LayerHistory> histories_;
};

} // namespace lightcl
