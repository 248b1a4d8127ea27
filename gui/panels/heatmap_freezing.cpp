// HeatmapPanel's freeze line: where it is, what it costs, where the advice would draw it.
#include "figures/freeze_advice.h"
#include "panels/freeze_view.h"
#include "panels/heatmap_panel.h"
#include "plots/heatmap_plot.h"
#include "widgets/elided_label.h"

#include <QSignalBlocker>
#include <QToolButton>
#include <limits>
#include <utility>

namespace lightcl {

void HeatmapPanel::connectFreezing() {
    connect(plot_, &HeatmapPlot::freezeLineMoved, this, [this](std::size_t line) {
        movedLine_ = line;
        showFreezeReadout();
    });
    connect(&freezeCosts_, &FreezeCosts::ready, this, &HeatmapPanel::showFreezeReadout);
    connect(freezeView_, &FreezeView::budgetChanged, this, &HeatmapPanel::showFreezeReadout);
    connect(freezeView_, &FreezeView::thresholdChanged, this, [this] {
        if (question_ == Question::SafeToFreeze) return refresh(); // its sentence tells the threshold
        refreshFreezing();
    });
    connect(freezeView_, &FreezeView::adviceWanted, this, [this] {
        if (const auto given = advice()) plot_->setFreezeLine(given->firstTrainable);
    });
    connect(freezeView_, &FreezeView::closed, this, [this] {
        showCosts(false);
        plot_->setFocus();
    });
    connect(costsButton_, &QToolButton::toggled, this, &HeatmapPanel::showCosts);
}

void HeatmapPanel::showCosts(bool shown) {
    if (shown && isNarrow() && pinned_) unpinLayer();
    costsButton_->setChecked(shown);
    freezeView_->setVisible(shown);
    freezeLabel_->setVisible(!shown && !freezeLabel_->text().isEmpty());
}

/// The run's own line until the user moves it.
std::optional<std::size_t> HeatmapPanel::lineToShow() const {
    const auto run = chosenRun();
    if (!run || !run->spec || run->network.stages.empty() || !hasFreezeLine(run->spec->method)) return std::nullopt;
    if (movedLine_) return movedLine_;
    return ownFreezeLine(*run).value_or(0);
}

std::optional<FreezeAdvice> HeatmapPanel::advice() const {
    const auto run = chosenRun();
    if (!run) return std::nullopt;
    constexpr int last = std::numeric_limits<int>::max();
    return adviseFreeze(*run, {last, last}, freezeView_->threshold());
}

/// Another run has its own line and threshold.
void HeatmapPanel::noticeRun() {
    const auto run = chosenRun();
    const RunId id = run ? run->summary.id : 0;
    if (std::exchange(lineOf_, id) == id) return;
    movedLine_.reset();
    const QSignalBlocker quiet(freezeView_);
    if (run) freezeView_->setThreshold(adviceThresholdOf(*run));
}

void HeatmapPanel::refreshFreezing() {
    const auto run = chosenRun();
    const auto given = advice();
    freezeView_->showAdvice(given, run ? QString::fromStdString(whyNoAdvice(*run)) : QString());
    freezeView_->showRuns(runs_);
    plot_->setAdviceLine(given ? std::optional(given->firstTrainable) : std::nullopt);
    showFreezeReadout();
}

void HeatmapPanel::showFreezeReadout() {
    const auto run = chosenRun();
    FreezeReadout readout;
    const auto line = lineToShow();
    const auto costs = freezeCosts_.of(run);
    if (run && !run->network.stages.empty()) {
        if (!line)
            readout.summary = noFreezeLine(*run);
        else if (!costs)
            readout.summary = tr("Working out what the freeze line costs …").toStdString();
        else if (costs->empty())
            readout.summary =
                tr("What the freeze line costs cannot be told: the run's data or spec cannot be read here.")
                    .toStdString();
        else
            readout = freezeReadout(*run, *costs, *line, ownFreezeLine(*run), freezeView_->budget());
    }
    freezeView_->showReadout(readout);
    freezeLabel_->setText(line ? QString::fromUtf8("▲ ") + QString::fromStdString(readout.summary) : QString());
    freezeLabel_->setVisible(!freezeView_->isVisibleTo(this) && line.has_value());
    costsButton_->setEnabled(run != nullptr);
}

QString HeatmapPanel::freezeSummary() const {
    return freezeLabel_->text();
}

} // namespace lightcl
