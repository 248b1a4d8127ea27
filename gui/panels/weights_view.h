#pragma once

#include "figures/kept_layer.h"
#include "reading/run_data.h"

#include <QWidget>
#include <memory>

namespace lightcl {

class PlotFrame;
class ValueBarsPlot;

/// How a layer's weights are spread in a checkpoint, beside those of the one before.
class WeightsView : public QWidget {
    Q_OBJECT
public:
    explicit WeightsView(QWidget* parent = nullptr);

    /// `earlier`: nullptr where there is none.
    void show(const RunDataPtr& run, std::shared_ptr<const KeptLayer> layer, std::shared_ptr<const KeptLayer> earlier);
    /// Nothing to draw, and why.
    void showNothing(const QString& title, const QString& why);
    [[nodiscard]] ValueBarsPlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }

private:
    void showReadout();

    ValueBarsPlot* plot_;
    PlotFrame* frame_;
    RunDataPtr run_;
    std::shared_ptr<const KeptLayer> layer_;
    std::shared_ptr<const KeptLayer> earlier_;
};

} // namespace lightcl
