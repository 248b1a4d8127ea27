#include "panels/tradeoff_panel.h"

#include "compare/comparison_words.h"
#include "panels/budget_edit.h"
#include "panels/parallel_view.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"
#include "plots/tradeoff_plot.h"

#include <QCheckBox>
#include <QComboBox>
#include <QTabWidget>
#include <QVBoxLayout>

namespace lightcl {

namespace {

QComboBox* figureBox(QWidget* parent, const char* chosen, const QString& name, const QString& help) {
    auto* box = new QComboBox(parent);
    for (const RunFigure& figure : runFigureTable())
        if (isResult(figure))
            box->addItem(QString::fromUtf8(figure.title.data(), std::ssize(figure.title)),
                         QString::fromUtf8(figure.name.data(), std::ssize(figure.name)));
    box->setCurrentIndex(box->findData(QString::fromLatin1(chosen)));
    box->setAccessibleName(name);
    box->setToolTip(help);
    return box;
}

const RunFigure& figureOf(const QComboBox& box) {
    return runFigure(box.currentData().toString().toStdString());
}

QString meanText(const RunFigure& figure, const MeanSd& value) {
    const auto number = [&](double amount) { return QString::number(shownAmount(figure, amount), 'g', 4); };
    const auto title = QString::fromStdString(axisTitle(figure));
    return value.sd ? QObject::tr("%1 %2 ± %3").arg(title, number(value.mean), number(*value.sd))
                    : QObject::tr("%1 %2").arg(title, number(value.mean));
}

} // namespace

TradeoffPanel::TradeoffPanel(QWidget* parent)
    : Panel(parent), plot_(new TradeoffPlot), frame_(new PlotFrame(plot_, this)),
      xBox_(figureBox(this, "measured_peak_bytes", tr("Across"), tr("The figure from left to right, such as a cost"))),
      yBox_(figureBox(this, "class_il", tr("Upward"), tr("The figure from bottom to top, such as an accuracy"))),
      logBox_(new QCheckBox(tr("log scale"), this)), budget_(new BudgetEdit(this)), parallel_(new ParallelView(this)),
      tabs_(new QTabWidget(this)) {
    buildControls();
    buildTabs();
    frame_->setTitle(tr("Trade-off"));
    frame_->setFileStem("trade-off");
    frame_->setCsvSource([this] { return tradeoffTable(plot_->content().tradeoff); });
    frame_->setLatexSource([this](const PgfStyle& style) {
        return pgfScatter(tradeoffScatter(plot_->content().tradeoff, plot_->content().budgetBytes), style);
    });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(tabs_);
    connect(plot_, &TradeoffPlot::pointChanged, this, &TradeoffPanel::showReadout);
    connect(plot_, &TradeoffPlot::pointPicked, this, &TradeoffPanel::pick);
    connect(plot_, &Plot::cancelled, this, &TradeoffPanel::unpick);
    connect(parallel_, &ParallelView::runsPicked, this, &TradeoffPanel::pick);
    drawing_.now();
}

void TradeoffPanel::buildControls() {
    logBox_->setToolTip(tr("The figure across on a logarithmic scale, for costs that differ by orders of magnitude"));
    frame_->addControl(yBox_);
    frame_->addControl(xBox_, tr("over"));
    frame_->addControl(logBox_);
    frame_->addControl(budget_, tr("Budget"));
    for (auto* box : {xBox_, yBox_}) connect(box, &QComboBox::currentIndexChanged, this, &TradeoffPanel::refresh);
    connect(logBox_, &QCheckBox::toggled, this, &TradeoffPanel::refresh);
    connect(budget_, &BudgetEdit::changed, this, &TradeoffPanel::refresh);
}

void TradeoffPanel::buildTabs() {
    tabs_->setDocumentMode(true);
    tabs_->addTab(frame_, tr("Two figures"));
    tabs_->addTab(parallel_, tr("All settings"));
    tabs_->setTabToolTip(0, tr("One figure over another, and which groups no other one beats in both"));
    tabs_->setTabToolTip(1, tr("Every run as a line across the settings in which they differ and their results"));
}

void TradeoffPanel::showRuns(const std::vector<RunDataPtr>& runs) {
    std::set<RunId> shown;
    for (const auto& run : runs) shown.insert(run->summary.id);
    // The runs of a picked point: the others stay, or there were nothing left to trade.
    if (!picked_.empty() && shown == picked_) return refresh();
    picked_.clear();
    runs_ = runs;
    parallel_->showRuns(runs);
    refresh();
}

void TradeoffPanel::refresh() {
    drawing_.ask();
}

QString TradeoffPanel::emptyText() const {
    if (runs_.empty()) return tr("Select runs of several methods or settings to see what one figure costs of another.");
    if (!plot_->content().tradeoff.points.empty()) return {};
    return tr("None of the selected runs is finished and has both figures: choose others above.");
}

void TradeoffPanel::drawNow() {
    const RunFigure& x = figureOf(*xBox_);
    const RunFigure& y = figureOf(*yBox_);
    budget_->setEnabled(x.kind == FigureKind::Bytes || y.kind == FigureKind::Bytes);
    plot_->show({tradeoff(drawnRuns(runs_), x, y), budget_->bytes(), logBox_->isChecked(), picked_});
    frame_->setEmptyText(emptyText());
    showReadout();
}

void TradeoffPanel::pick(const std::vector<RunId>& runs) {
    picked_ = std::set<RunId>(runs.begin(), runs.end());
    emit runsPicked(runs);
    refresh();
}

/// All that are on show again.
void TradeoffPanel::unpick() {
    if (picked_.empty()) return;
    picked_.clear();
    std::vector<RunId> all;
    for (const auto& run : runs_) all.push_back(run->summary.id);
    emit runsPicked(all);
    refresh();
}

void TradeoffPanel::showReadout() {
    const auto& content = plot_->content();
    const auto* point = plot_->currentPoint();
    if (point == nullptr)
        return frame_->setReadout(QString::fromStdString(tradeoffSentence(content.tradeoff, content.budgetBytes)));
    const auto seeds = point->runs.size() == 1 ? tr("1 run") : tr("%1 runs").arg(point->runs.size());
    frame_->setReadout(tr("%1: %2, %3, %4, %5")
                           .arg(QString::fromStdString(point->label), meanText(*content.tradeoff.y, point->y),
                                meanText(*content.tradeoff.x, point->x), seeds,
                                point->onFront ? tr("on the front") : tr("beaten in both by another")));
    plot_->setToolTip(frame_->readout());
}

} // namespace lightcl
