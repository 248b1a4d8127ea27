#pragma once

#include "compare/comparison.h"
#include "panels/panel.h"
#include "text/table.h"
#include "widgets/draw_when_shown.h"

class QComboBox;
class QLabel;
class QPushButton;
class QTabWidget;

namespace lightcl {

class ForestPlot;
class MultiplesView;
class PlotFrame;
class PublishedView;
class RankView;
class ValuesPlot;

/// Which of the selected runs' methods and settings is better, by how much, and whether that is more than luck: paired
/// over seeds, as `lightcl compare` says it.
class ComparisonPanel : public Panel {
    Q_OBJECT
public:
    explicit ComparisonPanel(QWidget* parent = nullptr);

    void showRuns(const std::vector<RunDataPtr>& runs) override;
    [[nodiscard]] ForestPlot* plot() const { return plot_; }
    [[nodiscard]] PlotFrame* frame() const { return frame_; }
    [[nodiscard]] ValuesPlot* values() const { return values_; }
    [[nodiscard]] PlotFrame* valuesFrame() const { return valuesFrame_; }
    [[nodiscard]] RankView* ranks() const { return ranks_; }
    [[nodiscard]] MultiplesView* multiples() const { return multiples_; }
    [[nodiscard]] PublishedView* published() const { return published_; }
    [[nodiscard]] QTabWidget* tabs() const { return tabs_; }
    [[nodiscard]] QComboBox* metricBox() const { return metricBox_; }
    [[nodiscard]] QComboBox* baselineBox() const { return baselineBox_; }
    /// What is said of the chosen pair, or of the first.
    [[nodiscard]] QString sentence() const;

signals:
    /// So many more seeds in common are wanted for the groups that have these runs.
    void seedsWanted(const std::vector<lightcl::RunId>& first, const std::vector<lightcl::RunId>& second, int count);

private:
    void buildControls();
    void buildValues();
    void showValues(const Comparison& comparison);
    void showGroup();
    /// Compares what was chosen; while the panel is hidden, once it is shown.
    void refresh();
    void compareNow();
    void fillBaselines(const std::vector<ComparedGroup>& groups);
    void buildTabs();
    void showSentence();
    void offerSeeds(const PairedComparison* pair);
    [[nodiscard]] ComparisonQuestion question() const;
    [[nodiscard]] std::vector<const RunRecord*> records() const;
    [[nodiscard]] QString emptyText(const Comparison& comparison) const;

    ForestPlot* plot_;
    PlotFrame* frame_;
    ValuesPlot* values_;
    PlotFrame* valuesFrame_;
    RankView* ranks_ = nullptr;
    MultiplesView* multiples_;
    PublishedView* published_;
    QTabWidget* tabs_;
    QComboBox* valuesBox_; ///< the figure, beside the values
    QComboBox* metricBox_;
    QComboBox* baselineBox_;
    QLabel* sentence_;
    QPushButton* moreSeeds_;                                 ///< for the pair that the sentence is about
    std::pair<std::vector<RunId>, std::vector<RunId>> pair_; ///< its runs
    int missing_ = 0;                                        ///< seeds
    std::vector<RunDataPtr> runs_;
    Table valuesTable_; ///< of what is drawn
    DrawWhenShown drawing_{*this, [this] { compareNow(); }};
};

} // namespace lightcl
