#include "panels/memory_view.h"

#include "base/units.h"
#include "figures/budget_fit.h"
#include "figures/pgfplots.h"
#include "panels/budget_edit.h"
#include "panels/empty_text.h"
#include "plots/category_colors.h"
#include "plots/memory_plot.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"

#include <QCheckBox>
#include <QLocale>
#include <QVBoxLayout>

namespace lightcl {

namespace {

constexpr std::size_t kFewRuns = 4; ///< more than that have one bar each: three and a heading would not fit

Table tableOf(const std::vector<RunDataPtr>& runs, const std::vector<MemoryBar>& bars) {
    std::vector<const RunSummary*> summaries;
    for (const auto& run : runs) summaries.push_back(&run->summary);
    return memoryTable(summaries, bars);
}

QString exactly(std::int64_t bytes) {
    return QObject::tr("%1 (%2 bytes)")
        .arg(QString::fromStdString(formatBytes(bytes)),
             QLocale(QLocale::English).toString(static_cast<qlonglong>(bytes)));
}

} // namespace

MemoryView::MemoryView(QWidget* parent)
    : QWidget(parent), plot_(new MemoryPlot), frame_(new PlotFrame(plot_, this)),
      taskBox_(new QCheckBox(tr("every &task"), this)), rssBox_(new QCheckBox(tr("pea&k RSS"), this)),
      budget_(new BudgetEdit(this)) {
    buildControls();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame_);
    frame_->setFileStem("memory");
    frame_->setCsvSource([this] { return tableOf(runs_, plot_->content().bars); });
    frame_->setLatexSource([this](const PgfStyle& style) {
        const auto& content = plot_->content();
        return pgfMemory(content.bars, plot_->barNames(), plot_->accessibleName().toStdString(), content.budgetBytes,
                         style);
    });
    connect(plot_, &MemoryPlot::placeChanged, this, &MemoryView::showReadout);
    refresh();
}

void MemoryView::buildControls() {
    taskBox_->setToolTip(tr("A measured bar for every task instead of the largest"));
    rssBox_->setToolTip(tr("Mark the most memory the whole process held: tensors, libraries and all"));
    rssBox_->setChecked(false); // libraries alone weigh many times a small network's tensors
    frame_->addControl(taskBox_);
    frame_->addControl(rssBox_);
    frame_->addControl(budget_, tr("Budget"));
    connect(taskBox_, &QCheckBox::toggled, this, &MemoryView::refresh);
    connect(rssBox_, &QCheckBox::toggled, this, &MemoryView::refresh);
    connect(budget_, &BudgetEdit::changed, this, &MemoryView::refresh);
}

void MemoryView::setBudget(int mebibytes) {
    budget_->setMebibytes(mebibytes);
}

void MemoryView::showRuns(const std::vector<RunDataPtr>& runs) {
    runs_ = runs;
    refresh();
}

void MemoryView::refresh() {
    MemoryPlot::Content content;
    content.onePerRun = !taskBox_->isChecked() && runs_.size() > kFewRuns;
    const auto detail = taskBox_->isChecked() ? BarDetail::EveryTask
                        : content.onePerRun   ? BarDetail::OnePerRun
                                              : BarDetail::Sources;
    for (std::size_t run = 0; run < runs_.size(); ++run)
        for (auto& bar : memoryBars(runs_[run]->memory, runs_[run]->summary.peakRssBytes, detail, run))
            content.bars.push_back(std::move(bar));
    content.runLabels = runLabels(runs_);
    for (const auto& run : runs_) content.runColors.push_back(run->color);
    content.everyTask = taskBox_->isChecked();
    content.showRss = rssBox_->isChecked();
    content.budgetBytes = budget_->bytes();
    frame_->setTitle(runs_.size() == 1 ? runTitle(*runs_.front()) : tr("Training memory"));
    if (runs_.empty())
        frame_->setEmptyText(tr("Select runs to see what their memory is spent on."));
    else
        frame_->setEmptyText(content.bars.empty()
                                 ? emptyTextOf(runs_, tr("The memory by category"), tr("as soon as training begins"))
                                 : QString());
    plot_->show(std::move(content));
    showReadout();
}

/// How far each group's predicted peak is from the budget; empty without one.
QString MemoryView::headroom() const {
    if (budget_->bytes() == 0) return {};
    QStringList texts;
    for (const BudgetFit& fit : budgetFits(recordsOf(runs_), budget_->bytes()))
        texts << tr("%1: %2").arg(QString::fromStdString(fit.label), QString::fromStdString(spareText(fit.spare)));
    return texts.join(QString::fromUtf8(" · "));
}

void MemoryView::showReadout() {
    const auto place = plot_->currentPlace();
    const auto& content = plot_->content();
    if (!place || place->bar >= content.bars.size()) {
        plot_->setToolTip({});
        return frame_->setReadout(headroom());
    }
    const auto& bar = content.bars[place->bar];
    auto name = QString("%1, %2").arg(content.runLabels[static_cast<qsizetype>(bar.run)],
                                      QString::fromStdString(barLabel(bar, content.everyTask)));
    if (bar.source == "measured" && !content.everyTask) name += tr(" (peak in task %1)").arg(bar.task);
    const auto pieces = stackedPieces(bar.bytes);
    QString text;
    if (place->piece && *place->piece < pieces.size()) {
        const auto& piece = pieces[*place->piece];
        text = tr("%1: %2 %3").arg(name, categoryTitle(piece.category), exactly(piece.to - piece.from));
    } else if (bar.peakRssBytes) {
        text = tr("%1: process peak RSS %2").arg(name, exactly(*bar.peakRssBytes));
    }
    frame_->setReadout(text);
    plot_->setToolTip(text);
}

} // namespace lightcl
