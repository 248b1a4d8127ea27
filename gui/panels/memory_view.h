#pragma once

#include "reading/run_data.h"

#include <QWidget>

class QCheckBox;

namespace lightcl {

class BudgetEdit;
class MemoryPlot;
class PlotFrame;

/// The memory of the selected runs by category: predicted, after the paper's accounting, and measured; beside it the
/// process's peak and, if wanted, what a device has.
class MemoryView : public QWidget {
    Q_OBJECT
public:
    explicit MemoryView(QWidget* parent = nullptr);

    void showRuns(const std::vector<RunDataPtr>& runs);

    [[nodiscard]] MemoryPlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }
    /// The device's memory in MiB; 0 for none. Remembered.
    void setBudget(int mebibytes);

private:
    void buildControls();
    void refresh();
    void showReadout();
    [[nodiscard]] QString headroom() const;

    MemoryPlot* plot_;
    PlotFrame* frame_;
    QCheckBox* taskBox_;
    QCheckBox* rssBox_;
    BudgetEdit* budget_;
    std::vector<RunDataPtr> runs_;
};

} // namespace lightcl
