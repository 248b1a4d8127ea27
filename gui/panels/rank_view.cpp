#include "panels/rank_view.h"

#include "base/error.h"
#include "compare/rank_words.h"
#include "figures/pgfplots.h"
#include "plots/plot_frame.h"
#include "plots/rank_plot.h"

#include <QComboBox>
#include <QLabel>
#include <QStringList>
#include <QVBoxLayout>
#include <algorithm>

namespace lightcl {

RankView::RankView(QComboBox& metricBox, QWidget* parent)
    : QWidget(parent), plot_(new RankPlot), frame_(new PlotFrame(plot_, this)), figureBox_(new QComboBox(this)),
      acrossBox_(new QComboBox(this)), byBox_(new QComboBox(this)), sentence_(new QLabel(this)) {
    buildControls(metricBox);
    sentence_->setWordWrap(true);
    sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    sentence_->setMargin(6);
    sentence_->setAccessibleName(tr("What the ranks say"));
    sentence_->setToolTip(
        tr("Friedman's test says whether the mean ranks differ at all; where they do, two groups differ "
           "if Wilcoxon's p over the blocks is 0.05 or below after Holm"));
    frame_->setTitle(tr("Which is best over several data sets?"));
    frame_->setFileStem("ranks");
    frame_->setCsvSource([this] { return rankedValuesTable(plot_->comparison()); });
    frame_->setLatexSource([this](const PgfStyle& style) {
        return pgfRanks(plot_->diagram(), tr("Mean ranks of groups of runs").toStdString(), style);
    });
    plot_->setAccessibleName(tr("Mean ranks of groups of runs"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(frame_, 1);
    column->addWidget(sentence_);
    connect(plot_, &RankPlot::groupChanged, this, &RankView::showGroup);
    drawing_.ask();
}

void RankView::buildControls(QComboBox& metricBox) {
    for (int index = 0; index < metricBox.count(); ++index)
        figureBox_->addItem(metricBox.itemText(index), metricBox.itemData(index));
    figureBox_->setToolTip(tr("The figure in which groups are ranked, and compared on the other pages"));
    figureBox_->setAccessibleName(tr("Figure that is ranked"));
    acrossBox_->addItem(tr("data set and scenario"), QString());
    for (const char* key : {"dataset", "scenario", "backbone", "seed"}) acrossBox_->addItem(tr(key), QString(key));
    acrossBox_->setToolTip(tr("Within what the groups are ranked; only where every group has runs"));
    acrossBox_->setAccessibleName(tr("What the groups are ranked within"));
    byBox_->addItem(tr("methods and settings"), QString());
    byBox_->addItem(tr("methods"), QString("method"));
    byBox_->setToolTip(tr("What is ranked: each method and setting of its own, or all runs of a method as one"));
    byBox_->setAccessibleName(tr("What is ranked"));
    frame_->addControl(figureBox_);
    frame_->addControl(byBox_, tr("of"));
    frame_->addControl(acrossBox_, tr("within each"));
    connect(figureBox_, &QComboBox::currentIndexChanged, &metricBox, &QComboBox::setCurrentIndex);
    connect(&metricBox, &QComboBox::currentIndexChanged, figureBox_, &QComboBox::setCurrentIndex);
    for (auto* box : {figureBox_, acrossBox_, byBox_})
        connect(box, &QComboBox::currentIndexChanged, this, &RankView::refresh);
}

void RankView::showRuns(const std::vector<RunDataPtr>& runs) {
    runs_ = runs;
    refresh();
}

RankQuestion RankView::question() const {
    RankQuestion question;
    question.figure = &runFigure(figureBox_->currentData().toString().toStdString());
    if (const auto key = byBox_->currentData().toString(); !key.isEmpty()) question.by = RunKey(key.toStdString());
    if (const auto key = acrossBox_->currentData().toString(); !key.isEmpty())
        question.across = RunKey(key.toStdString());
    return question;
}

void RankView::refresh() {
    drawing_.ask();
}

void RankView::rankNow() {
    auto records = recordsOf(runs_);
    std::ranges::sort(records, {}, [](const RunRecord* run) { return run->summary.id; });
    RankComparison comparison;
    try {
        comparison = rankRuns(records, question());
    } catch (const InputError& error) {
        comparison.refusal = error.what();
    }
    QStringList lines{QString::fromStdString(rankSentence(comparison))};
    for (const auto& note : comparison.notes) lines << QString::fromStdString(note);
    const bool isRanked = comparison.refusal.empty();
    frame_->setEmptyText(runs_.empty()
                             ? tr("Select runs of several methods on at least three data sets or scenarios to "
                                  "see which is best over all of them.")
                         : isRanked ? QString()
                                    : lines.join(' '));
    sentence_->setText(isRanked ? lines.join(' ') : QString());
    sentence_->setVisible(isRanked);
    plot_->show(std::move(comparison));
}

void RankView::showGroup() {
    const auto group = plot_->currentGroup();
    frame_->setReadout(group ? QString::fromStdString(rankedGroupSentence(plot_->comparison(), *group)) : QString());
}

QString RankView::sentence() const {
    return sentence_->text();
}

} // namespace lightcl
