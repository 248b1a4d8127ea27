#pragma once

#include "figures/freeze_advice.h"
#include "figures/layer_comparison.h"
#include "figures/layer_questions.h"
#include "panels/freeze_costs.h"
#include "panels/panel.h"
#include "plots/heatmap_content.h"

#include <optional>
#include <set>
#include <string>

class QComboBox;
class QSplitter;
class QToolButton;

namespace lightcl {

class ElidedLabel;
class FreezeView;
class HeatmapOptions;
class HeatmapPlot;
class LayerDetails;
class LayerHistoryView;
class NumberEdit;
class PlotFrame;
class RunBox;

/// The layer explorer: a metric of every layer over epochs or tasks, of one run, of several side by side, of groups of
/// seeds, or as a difference; its stages can be folded, its rows sorted by the answer to a question. A click or Enter
/// on a cell opens what lies behind that layer beside it; the freeze line can be moved, and what it would cost is told.
class HeatmapPanel : public Panel {
    Q_OBJECT
public:
    /// Whose answer orders the rows.
    enum class Question { None, ForgotMost, SafeToFreeze };

    explicit HeatmapPanel(QWidget* parent = nullptr);

    void showRuns(const std::vector<RunDataPtr>& runs) override;
    void showMoment(std::optional<Moment> moment) override;

    [[nodiscard]] HeatmapPlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }
    [[nodiscard]] LayerDetails* details() const { return details_; }
    [[nodiscard]] LayerHistoryView* history() const;
    [[nodiscard]] FreezeView* freezeView() const { return freezeView_; }
    [[nodiscard]] HeatmapOptions* options() const { return options_; }
    void setMetric(const std::string& metric);
    [[nodiscard]] std::string metric() const;
    void setMode(ComparisonMode mode);
    void ask(Question question);
    /// What was answered last; empty when nothing was asked.
    [[nodiscard]] QString answer() const { return answer_; }
    /// One line about the freeze line; empty while there is none.
    [[nodiscard]] QString freezeSummary() const;
    void pinLayer(std::size_t row);
    void unpinLayer();
    void showCosts(bool shown);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    // heatmap_controls.cpp: what the user chooses with
    void buildParts();
    void buildControls();
    void buildQuestions();
    void connectPlot();
    void fillMetrics();
    void fillOthers();

    // heatmap_panel.cpp: what is shown
    void refresh();
    /// There is no room for a history and the freeze line's costs beside the heatmap.
    [[nodiscard]] bool isNarrow() const { return width() < 760; }
    [[nodiscard]] QString emptyText() const;
    [[nodiscard]] ComparisonMode mode() const;
    [[nodiscard]] RunDataPtr chosenRun() const;

    // heatmap_grids.cpp: the rows and the colours of their cells
    void refreshGrids();
    [[nodiscard]] HeatmapContent contentOf(const ComparedGrids& grids) const;
    [[nodiscard]] ColorScale scaleOf(const ComparedGrids& grids) const;
    [[nodiscard]] ScaleChoice scaleChoice() const;
    [[nodiscard]] std::vector<GridRow> rowsToShow();

    // heatmap_layers.cpp: stages folded, layers sorted and pinned
    void toggleStage(const QString& stage);
    void foldAll(bool fold);
    void pick(Cell cell);
    void refreshDetails();
    void markMoment();

    // heatmap_readout.cpp: the values as text
    void showReadout();
    [[nodiscard]] QString cellPlace(Cell cell) const;
    [[nodiscard]] QString mapText(std::size_t row) const;
    [[nodiscard]] Table table() const;

    // heatmap_freezing.cpp: the freeze line
    void connectFreezing();
    void noticeRun();
    [[nodiscard]] std::optional<std::size_t> lineToShow() const;
    void refreshFreezing();
    void showFreezeReadout();
    [[nodiscard]] std::optional<FreezeAdvice> advice() const;

    std::vector<RunDataPtr> runs_;
    LayerComparison comparison_;
    ComparedGrids shown_;
    HeatmapPlot* plot_;
    PlotFrame* frame_;
    LayerDetails* details_;
    FreezeView* freezeView_;
    ElidedLabel* freezeLabel_;
    QSplitter* splitter_;
    RunBox* runBox_;
    QComboBox* modeBox_;
    QComboBox* otherBox_;
    QComboBox* metricBox_;
    QComboBox* columnBox_;
    QToolButton* askButton_;
    QToolButton* costsButton_;
    HeatmapOptions* options_;
    NumberEdit* scaleLow_;
    NumberEdit* scaleHigh_;
    FreezeCosts freezeCosts_;
    std::string wantedMetric_ = "learning_plasticity"; ///< chosen last, though the run may lack it
    std::set<std::string> folded_;
    Question question_ = Question::None;
    QString answer_;
    std::optional<std::size_t> pinned_; ///< a layer of the comparison
    std::optional<RunPosition> moment_;
    std::optional<std::size_t> movedLine_; ///< where the user has the freeze line; none: where the run has it
    RunId lineOf_ = 0;                     ///< the run whose line was moved
};

} // namespace lightcl
