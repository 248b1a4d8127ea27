#pragma once

#include "figures/layer_drift.h"
#include "reading/run_data.h"

#include <QWidget>
#include <optional>

class QComboBox;

namespace lightcl {

class CurvePlot;
class PlotFrame;

/// How far a layer's features of each earlier task drifted while later ones were learnt.
class DriftView : public QWidget {
    Q_OBJECT
public:
    explicit DriftView(QWidget* parent = nullptr);

    void showLayer(RunDataPtr run, std::size_t layer);
    /// Marks the moment; none: no mark.
    void setMoment(std::optional<RunPosition> moment);
    [[nodiscard]] CurvePlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }
    [[nodiscard]] QComboBox* measureBox() const { return measureBox_; }

private:
    void refresh();
    void showReadout();
    [[nodiscard]] DriftMeasure measure() const;

    CurvePlot* plot_;
    PlotFrame* frame_;
    QComboBox* measureBox_;
    RunDataPtr run_;
    std::size_t layer_ = 0;
    std::optional<RunPosition> moment_;
};

} // namespace lightcl
