#include "panels/multiples_view.h"

#include "plots/metric_info.h"
#include "plots/multiples_plot.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"
#include "widgets/box_entries.h"

#include <QCheckBox>
#include <QComboBox>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <set>

namespace lightcl {

namespace {

const QString kLayerMetric = QStringLiteral("layers:");

} // namespace

MultiplesView::MultiplesView(QWidget* parent)
    : QWidget(parent), plot_(new MultiplesPlot), frame_(new PlotFrame(plot_, this)), whatBox_(new QComboBox(this)),
      means_(new QCheckBox(tr("means over seeds"), this)) {
    buildControls();
    frame_->setTitle(tr("Side by side on one scale"));
    frame_->setFileStem("small-multiples");
    frame_->setCsvSource([this] { return plot_->multiples().toTable(); });
    plot_->setAccessibleName(tr("The same picture of every selected run"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame_);
    connect(plot_, &MultiplesPlot::placeChanged, this, &MultiplesView::showReadout);
    connect(plot_, &MultiplesPlot::tilePicked, this, &MultiplesView::runsPicked);
    drawing_.now();
}

void MultiplesView::buildControls() {
    whatBox_->setToolTip(tr("What every tile shows"));
    whatBox_->setAccessibleName(tr("What every tile shows"));
    whatBox_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    means_->setToolTip(tr("A tile for each method and setting, with the mean over its seeds, instead of each run"));
    frame_->addControl(whatBox_);
    frame_->addControl(means_);
    connect(whatBox_, &QComboBox::currentIndexChanged, this, &MultiplesView::refresh);
    connect(means_, &QCheckBox::toggled, this, &MultiplesView::refresh);
    offerMetrics();
}

/// The accuracies, and the metrics that any of the runs has measured; what was chosen stays so.
void MultiplesView::offerMetrics() {
    QStringList titles{tr("curves, class-IL"), tr("curves, task-IL"), tr("matrix, class-IL"), tr("matrix, task-IL")};
    QStringList keys{"curves:class", "curves:task", "matrix:class", "matrix:task"};
    std::set<std::string> measured;
    for (const auto& run : runs_)
        for (const auto& name : metricNames(run->layerMetrics)) measured.insert(name);
    for (const auto& name : measured) {
        titles << tr("layers: %1").arg(metricInfo(name).title.toLower());
        keys << kLayerMetric + QString::fromStdString(name);
    }
    const auto chosen = whatBox_->currentData();
    const QSignalBlocker quiet(whatBox_);
    setEntries(*whatBox_, titles, keys);
    whatBox_->setCurrentIndex(std::max(0, whatBox_->findData(chosen)));
}

void MultiplesView::showRuns(const std::vector<RunDataPtr>& runs) {
    runs_ = runs;
    offerMetrics();
    refresh();
}

TileQuestion MultiplesView::question() const {
    TileQuestion question;
    const auto key = whatBox_->currentData().toString();
    question.means = means_->isChecked();
    if (key.startsWith(kLayerMetric)) {
        question.kind = TileKind::Layers;
        question.metric = key.mid(kLayerMetric.size()).toStdString();
        return question;
    }
    question.kind = key.startsWith("matrix") ? TileKind::Matrix : TileKind::Curves;
    question.accuracy = key.endsWith("task") ? AccuracyKind::TaskIl : AccuracyKind::ClassIl;
    return question;
}

void MultiplesView::refresh() {
    drawing_.ask();
}

void MultiplesView::drawNow() {
    plot_->show(smallMultiples(drawnRuns(runs_), question()));
    QString why;
    if (runs_.empty())
        why = tr("Select runs to see the same picture of each of them.");
    else if (plot_->multiples().tiles.empty())
        why = tr("None of the selected runs has measured this yet.");
    frame_->setEmptyText(why);
    showReadout();
}

void MultiplesView::showReadout() {
    const auto& made = plot_->multiples();
    const auto place = plot_->currentPlace();
    plot_->setToolTip({});
    if (!place) {
        auto text = tr("%1 tiles; a click selects a tile's runs.").arg(made.tiles.size());
        for (const auto& note : made.notes) text += ' ' + QString::fromStdString(note);
        return frame_->setReadout(made.tiles.empty() ? QString() : text);
    }
    const auto& tile = made.tiles[place->tile];
    auto text = QString::fromStdString(tile.title);
    if (place->row) {
        const double value = made.at(place->tile, *place->row, place->column);
        text += tr(", %1, %2: %3")
                    .arg(QString::fromStdString(made.rows[*place->row]),
                         QString::fromStdString(made.columns[place->column]),
                         std::isnan(value) ? tr("not measured") : QString::number(value, 'g', 4));
    } else if (!tile.curves.empty() && !tile.curves.back().y.empty()) {
        text += tr(": average %1 % at the end").arg(tile.curves.back().y.back(), 0, 'f', 2);
    }
    frame_->setReadout(text);
    plot_->setToolTip(text);
}

} // namespace lightcl
