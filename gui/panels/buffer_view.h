#pragma once

#include "figures/kept_state.h"
#include "reading/run_data.h"

#include <QWidget>

namespace lightcl {

class ImageWallPlot;
class PlotFrame;

/// The images that a run's replay buffer held after a task, by class.
class BufferView : public QWidget {
    Q_OBJECT
public:
    explicit BufferView(QWidget* parent = nullptr);

    void show(const RunDataPtr& run, std::shared_ptr<const KeptState> state);
    /// Nothing to draw, and why.
    void showNothing(const RunDataPtr& run, const QString& why);
    [[nodiscard]] ImageWallPlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }

private:
    void showReadout();

    ImageWallPlot* plot_;
    PlotFrame* frame_;
    RunDataPtr run_;
    std::shared_ptr<const KeptState> state_;
    std::vector<BufferClass> classes_;
};

} // namespace lightcl
