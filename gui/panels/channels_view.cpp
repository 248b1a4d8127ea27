#include "panels/channels_view.h"

#include "figures/run_table.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"
#include "plots/value_bars_plot.h"
#include "widgets/box_entries.h"

#include <QCheckBox>
#include <QComboBox>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <utility>

namespace lightcl {

ChannelsView::ChannelsView(QWidget* parent)
    : QWidget(parent), plot_(new ValueBarsPlot), frame_(new PlotFrame(plot_, this)), valueBox_(new QComboBox(this)),
      sorted_(new QCheckBox(tr("Largest first"), this)) {
    valueBox_->setToolTip(tr("What is shown of each channel: the norm of its weights, how active it was on the task's "
                             "probe images, or the share of its weights that a mask keeps"));
    valueBox_->setAccessibleName(tr("Value of the channels"));
    valueBox_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    sorted_->setToolTip(tr("The channels by this value, or in the order that the layer has them"));
    sorted_->setChecked(true);
    frame_->addControl(valueBox_);
    frame_->addControl(sorted_);
    frame_->setCsvSource(
        [this] { return run_ && layer_ ? tableOfRun(run_->summary, channelTable(*layer_)) : Table{}; });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame_);
    connect(plot_, &ValueBarsPlot::barChanged, this, &ChannelsView::showReadout);
    connect(sorted_, &QCheckBox::toggled, this, &ChannelsView::refresh);
    connect(valueBox_, &QComboBox::activated, this, [this] {
        wanted_ = value();
        refresh();
    });
    showNothing({}, {});
}

ChannelValue ChannelsView::value() const {
    return static_cast<ChannelValue>(valueBox_->currentData().toInt());
}

void ChannelsView::setValue(ChannelValue value) {
    wanted_ = value;
    offerValues();
    refresh();
}

/// What this layer has; the value that was chosen last comes back once there is one.
void ChannelsView::offerValues() {
    QStringList titles;
    QStringList values;
    const auto offer = [&](ChannelValue value, const QString& title) {
        if (!layer_ || !hasValue(*layer_, value)) return;
        titles << title;
        values << QString::number(static_cast<int>(value));
    };
    offer(ChannelValue::WeightNorm, tr("norm of weights"));
    offer(ChannelValue::Activity, tr("activity"));
    offer(ChannelValue::AliveShare, tr("weights kept"));
    const QSignalBlocker quiet(valueBox_);
    setEntries(*valueBox_, titles, values);
    const int at = valueBox_->findData(QString::number(static_cast<int>(wanted_)));
    valueBox_->setCurrentIndex(std::max(0, at));
}

void ChannelsView::show(const RunDataPtr& run, std::shared_ptr<const KeptLayer> layer) {
    run_ = run;
    layer_ = std::move(layer);
    const auto name = QString::fromStdString(layer_->name);
    frame_->setTitle(tr("%1's channels after task %2: %3").arg(name).arg(layer_->at.task).arg(runTitle(*run_)));
    frame_->setFileStem(
        QString("%1-%2-channels-%3").arg(runFileStem(*run_), QString(name).replace('.', '-')).arg(layer_->at.task));
    frame_->setEmptyText({});
    offerValues();
    refresh();
}

void ChannelsView::showNothing(const QString& title, const QString& why) {
    run_ = nullptr;
    layer_.reset();
    frame_->setTitle(title);
    frame_->setEmptyText(why.isEmpty() ? tr("Choose a layer to see its channels.") : why);
    frame_->setReadout({});
    valueBox_->setEnabled(false);
    sorted_->setEnabled(false);
    plot_->show({});
}

void ChannelsView::refresh() {
    if (!layer_) return;
    valueBox_->setEnabled(valueBox_->count() > 1);
    sorted_->setEnabled(true);
    plot_->show(channelBars(*layer_, value(), sorted_->isChecked()));
    showReadout();
}

void ChannelsView::showReadout() {
    if (!layer_) return;
    const auto at = plot_->currentBar();
    plot_->setToolTip({});
    if (!at) return frame_->setReadout(QString::fromStdString(channelSentence(*layer_)));
    const auto& bars = plot_->bars();
    const auto& bar = bars.bars[*at];
    auto text = tr("channel %1: %2 %3")
                    .arg(QString::fromStdString(bar.label), QString::fromStdString(bars.yTitle))
                    .arg(bar.height, 0, 'g', 3);
    if (bar.kind > 0) text += QStringLiteral(", ") + QString::fromStdString(bars.kinds.at(bar.kind).name);
    frame_->setReadout(text);
    plot_->setToolTip(text);
}

} // namespace lightcl
