#pragma once

#include "panels/panel.h"
#include "widgets/draw_when_shown.h"

#include <set>

class QCheckBox;
class QComboBox;
class QTabWidget;

namespace lightcl {

class BudgetEdit;
class ParallelView;
class PlotFrame;
class TradeoffPlot;

/// What one figure costs of another: the selected runs' groups as points, the front, and a device's memory; or all of
/// their settings and results as parallel axes. Picking a point, or a line, selects its runs; the others stay on show
/// until something else is selected, Escape selects them all again.
class TradeoffPanel : public Panel {
    Q_OBJECT
public:
    explicit TradeoffPanel(QWidget* parent = nullptr);

    void showRuns(const std::vector<RunDataPtr>& runs) override;
    [[nodiscard]] TradeoffPlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }
    [[nodiscard]] BudgetEdit* budget() const { return budget_; }
    [[nodiscard]] ParallelView* parallel() const { return parallel_; }
    [[nodiscard]] QTabWidget* tabs() const { return tabs_; }

private:
    void buildControls();
    void buildTabs();
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
    ParallelView* parallel_;
    QTabWidget* tabs_;
    std::vector<RunDataPtr> runs_;
    std::set<RunId> picked_; ///< runs of the point that was picked last, while they are what is selected
    DrawWhenShown drawing_{*this, [this] { drawNow(); }};
};

} // namespace lightcl
