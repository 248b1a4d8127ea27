#pragma once

#include "panels/panel.h"

#include <set>

class QCheckBox;
class QComboBox;

namespace lightcl {

class BudgetEdit;
class PlotFrame;
class TradeoffPlot;

/// What one figure costs of another: the selected runs' groups as points, the front, and a device's memory. Picking a
/// point selects its runs; the others stay on show until something else is selected, Escape selects them all again.
class TradeoffPanel : public Panel {
    Q_OBJECT
public:
    explicit TradeoffPanel(QWidget* parent = nullptr);

    void showRuns(const std::vector<RunDataPtr>& runs) override;
    [[nodiscard]] TradeoffPlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }
    [[nodiscard]] BudgetEdit* budget() const { return budget_; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildControls();
    void refresh();
    void drawNow();
    void pick(const std::vector<RunId>& runs);
    void unpick();
    void showReadout();
    [[nodiscard]] QString emptyText() const;

    TradeoffPlot* plot_;
    PlotFrame* frame_;
    QComboBox* xBox_;
    QComboBox* yBox_;
    QCheckBox* logBox_;
    BudgetEdit* budget_;
    std::vector<RunDataPtr> runs_;
    std::set<RunId> picked_; ///< runs of the point that was picked last, while they are what is selected
    bool stale_ = false;
};

} // namespace lightcl
