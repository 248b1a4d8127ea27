#include "panels/layer_details.h"

#include "panels/channels_view.h"
#include "panels/drift_view.h"
#include "panels/kept_checkpoint.h"
#include "panels/layer_history_view.h"
#include "panels/weights_view.h"
#include "plots/curve_plot.h"
#include "plots/run_label.h"
#include "plots/value_bars_plot.h"
#include "running/kept_state_reader.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QStyle>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

namespace lightcl {

LayerDetails::LayerDetails(QWidget* parent)
    : QWidget(parent), tabs_(new QTabBar(this)), pages_(new QStackedWidget(this)), history_(new LayerHistoryView(this)),
      drift_(new DriftView(this)), channels_(new ChannelsView(this)), weights_(new WeightsView(this)) {
    tabs_->setDocumentMode(true);
    tabs_->setExpanding(false);
    tabs_->setDrawBase(false);
    tabs_->setUsesScrollButtons(false);
    tabs_->setElideMode(Qt::ElideNone); // cut names say nothing: the heatmap gives way
    tabs_->setAccessibleName(tr("What is shown of the layer"));
    addPage(history_, tr("History"), tr("The layer's metrics over the run"));
    addPage(drift_, tr("Drift"), tr("How far its features of each earlier task moved while later ones were learnt"));
    addPage(channels_, tr("Channels"),
            tr("How large and how active each of its channels is, which ones LightCL holds on to, and which ones masks "
               "have removed; from the checkpoint of the moment"));
    addPage(weights_, tr("Weights"),
            tr("How its weights are spread, and how that has changed since the task before; from the checkpoint of the "
               "moment"));
    auto* close = new QToolButton(this);
    close->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
    close->setAccessibleName(tr("Close the layer"));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::StrongFocus);
    close->setToolTip(tr("Close what is shown of the layer (Esc)"));
    auto* head = new QHBoxLayout;
    head->addWidget(tabs_, 1);
    head->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(pages_, 1);
    connect(close, &QToolButton::clicked, this, &LayerDetails::closed);
    connect(history_, &LayerHistoryView::closed, this, &LayerDetails::closed);
    for (const Plot* plot : {static_cast<const Plot*>(drift_->plot()), static_cast<const Plot*>(channels_->plot()),
                             static_cast<const Plot*>(weights_->plot())})
        connect(plot, &Plot::cancelled, this, &LayerDetails::closed);
    connect(tabs_, &QTabBar::currentChanged, this, [this](int page) {
        pages_->setCurrentIndex(page);
        refresh();
    });
    connect(&reads_, &FileReadsBase::ready, this, &LayerDetails::refresh);
}

void LayerDetails::addPage(QWidget* page, const QString& title, const QString& help) {
    pages_->addWidget(page);
    tabs_->setTabToolTip(tabs_->addTab(title), help);
}

void LayerDetails::showPage(QWidget* page) {
    tabs_->setCurrentIndex(pages_->indexOf(page));
}

void LayerDetails::showLayer(RunDataPtr run, std::size_t layer, const std::string& metric, bool logarithmic) {
    run_ = std::move(run);
    layer_ = layer;
    name_ = run_->layerMetrics.layers().at(layer);
    history_->showLayer(run_, static_cast<int>(layer), QString::fromStdString(name_), metric, logarithmic);
    drift_->showLayer(run_, layer);
    refresh();
}

void LayerDetails::setMoment(std::optional<RunPosition> moment) {
    moment_ = moment;
    history_->setMoment(moment);
    drift_->setMoment(moment);
    refresh();
}

void LayerDetails::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

std::optional<LayerDetails::Read> LayerDetails::read(const KeptCheckpoint& checkpoint) {
    return reads_.of(
        checkpoint,
        [name = name_, layer = layer_](const std::filesystem::path& file) { return readKeptLayer(file, name, layer); },
        name_);
}

std::optional<KeptCheckpoint> LayerDetails::before(const KeptCheckpoint& checkpoint) const {
    std::optional<KeptCheckpoint> last;
    for (const auto& kept : run_->keptCheckpoints)
        if (kept.task < checkpoint.task) last = kept;
    return last;
}

void LayerDetails::showNothing(const QString& why) {
    const auto title = tr("%1 in %2").arg(QString::fromStdString(name_), runTitle(*run_));
    channels_->showNothing(title, why);
    weights_->showNothing(title, why);
}

void LayerDetails::refresh() {
    const bool isShown = channels_->isVisible() || weights_->isVisible();
    if (!run_ || !isShown) return;
    const auto checkpoint = checkpointAt(*run_, moment_);
    if (!checkpoint) return showNothing(missingCheckpointText(*run_, tr("The layer's channels and weights")));
    const auto now = read(*checkpoint);
    if (!now) return showNothing(tr("Reading the checkpoint after task %1 …").arg(checkpoint->task));
    if (!now->value) return showNothing(now->problem);
    channels_->show(run_, now->value);
    const auto earlier = before(*checkpoint);
    const auto then = earlier ? read(*earlier) : std::nullopt;
    weights_->show(run_, now->value, then ? then->value : nullptr);
}

} // namespace lightcl
