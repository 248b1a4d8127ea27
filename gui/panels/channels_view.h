#pragma once

#include "figures/kept_layer.h"
#include "reading/run_data.h"

#include <QWidget>
#include <memory>

class QCheckBox;
class QComboBox;

namespace lightcl {

class PlotFrame;
class ValueBarsPlot;

/// A layer's channels as a checkpoint holds them: how large, how active, how masked, and which LightCL holds on to.
class ChannelsView : public QWidget {
    Q_OBJECT
public:
    explicit ChannelsView(QWidget* parent = nullptr);

    void show(const RunDataPtr& run, std::shared_ptr<const KeptLayer> layer);
    /// Nothing to draw, and why.
    void showNothing(const QString& title, const QString& why);
    void setValue(ChannelValue value);
    [[nodiscard]] ValueBarsPlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }
    [[nodiscard]] QCheckBox* sorted() const { return sorted_; }

private:
    void offerValues();
    void refresh();
    void showReadout();
    [[nodiscard]] ChannelValue value() const;

    ValueBarsPlot* plot_;
    PlotFrame* frame_;
    QComboBox* valueBox_;
    QCheckBox* sorted_;
    RunDataPtr run_;
    std::shared_ptr<const KeptLayer> layer_;
    ChannelValue wanted_ = ChannelValue::WeightNorm;
};

} // namespace lightcl
