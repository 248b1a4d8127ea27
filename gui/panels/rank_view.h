#pragma once

#include "compare/rank_comparison.h"
#include "reading/run_data.h"
#include "widgets/draw_when_shown.h"

#include <QWidget>
#include <vector>

class QComboBox;
class QLabel;

namespace lightcl {

class PlotFrame;
class RankPlot;

/// Groups ranked over several data sets or scenarios, as `lightcl compare --across` says it: which mean ranks differ by
/// more than luck.
class RankView : public QWidget {
    Q_OBJECT
public:
    /// The box for the figure is filled as `metricBox` is, and both stay at the same one.
    explicit RankView(QComboBox& metricBox, QWidget* parent = nullptr);

    /// Ranks these runs in the chosen figure; while the view is hidden, once it is shown.
    void showRuns(const std::vector<RunDataPtr>& runs);
    [[nodiscard]] RankPlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }
    [[nodiscard]] QComboBox* acrossBox() const { return acrossBox_; }
    [[nodiscard]] QComboBox* byBox() const { return byBox_; }
    /// What the ranks say, or nothing where there are none.
    [[nodiscard]] QString sentence() const;

private:
    void buildControls(QComboBox& metricBox);
    void refresh();
    void rankNow();
    void showGroup();
    [[nodiscard]] RankQuestion question() const;

    RankPlot* plot_;
    PlotFrame* frame_;
    QComboBox* figureBox_;
    QComboBox* acrossBox_;
    QComboBox* byBox_;
    QLabel* sentence_;
    std::vector<RunDataPtr> runs_;
    DrawWhenShown drawing_{*this, [this] { rankNow(); }};
};

} // namespace lightcl
