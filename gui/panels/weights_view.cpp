#include "panels/weights_view.h"

#include "figures/run_table.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"
#include "plots/value_bars_plot.h"

#include <QVBoxLayout>
#include <utility>

namespace lightcl {

WeightsView::WeightsView(QWidget* parent)
    : QWidget(parent), plot_(new ValueBarsPlot), frame_(new PlotFrame(plot_, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame_);
    frame_->setCsvSource([this] { return run_ ? tableOfRun(run_->summary, plot_->bars().toTable()) : Table{}; });
    connect(plot_, &ValueBarsPlot::barChanged, this, &WeightsView::showReadout);
    showNothing({}, {});
}

void WeightsView::show(const RunDataPtr& run, std::shared_ptr<const KeptLayer> layer,
                       std::shared_ptr<const KeptLayer> earlier) {
    run_ = run;
    layer_ = std::move(layer);
    earlier_ = std::move(earlier);
    const auto name = QString::fromStdString(layer_->name);
    frame_->setTitle(tr("%1's weights after task %2: %3").arg(name).arg(layer_->at.task).arg(runTitle(*run_)));
    frame_->setFileStem(
        QString("%1-%2-weights-%3").arg(runFileStem(*run_), QString(name).replace('.', '-')).arg(layer_->at.task));
    frame_->setEmptyText({});
    plot_->show(weightBars(*layer_, earlier_.get()));
    showReadout();
}

void WeightsView::showNothing(const QString& title, const QString& why) {
    run_ = nullptr;
    layer_.reset();
    earlier_.reset();
    frame_->setTitle(title);
    frame_->setEmptyText(why.isEmpty() ? tr("Choose a layer to see its weights.") : why);
    frame_->setReadout({});
    plot_->show({});
}

void WeightsView::showReadout() {
    if (!layer_) return;
    const auto at = plot_->currentBar();
    plot_->setToolTip({});
    if (!at) return frame_->setReadout(QString::fromStdString(weightSentence(*layer_, earlier_.get())));
    const auto& bars = plot_->bars();
    const auto& bar = bars.bars[*at];
    auto text =
        tr("%1 weights from %2 to %3").arg(bar.height, 0, 'f', 0).arg(bar.from, 0, 'g', 3).arg(bar.to, 0, 'g', 3);
    if (!bars.outline.empty())
        text += tr(", %1 %2").arg(bars.outline[*at], 0, 'f', 0).arg(QString::fromStdString(bars.outlineName));
    frame_->setReadout(text);
    plot_->setToolTip(text);
}

} // namespace lightcl
