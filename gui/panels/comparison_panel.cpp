#include "panels/comparison_panel.h"

#include "compare/comparison_words.h"
#include "figures/pgfplots.h"
#include "panels/multiples_view.h"
#include "panels/published_view.h"
#include "panels/rank_view.h"
#include "plots/forest_plot.h"
#include "plots/plot_frame.h"
#include "plots/values_plot.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace lightcl {

namespace {

/// The pairs as points with their intervals, a row each, and the line of no difference.
PgfScatter pgfOf(const Comparison& comparison) {
    PgfScatter scatter;
    scatter.title = "Differences between groups of runs";
    if (comparison.figure == nullptr) return scatter;
    const RunFigure& figure = *comparison.figure;
    scatter.xTitle = "difference in " + shownTitle(figure);
    scatter.verticals.emplace_back(0, "");
    for (const auto& pair : comparison.pairs) {
        if (pair.differences.empty()) continue;
        PgfPoint point;
        point.x = shownAmount(figure, pair.meanDifference);
        point.y = static_cast<double>(scatter.rows.size());
        if (pair.interval)
            point.dx = (shownAmount(figure, pair.interval->high) - shownAmount(figure, pair.interval->low)) / 2;
        scatter.points.push_back(point);
        scatter.rows.push_back(comparison.groups[pair.a].label + " − " + comparison.groups[pair.b].label);
    }
    return scatter;
}

} // namespace

ComparisonPanel::ComparisonPanel(QWidget* parent)
    : Panel(parent), plot_(new ForestPlot), frame_(new PlotFrame(plot_, this)), values_(new ValuesPlot),
      valuesFrame_(new PlotFrame(values_, this)), multiples_(new MultiplesView(this)),
      published_(new PublishedView(this)), tabs_(new QTabWidget(this)), valuesBox_(new QComboBox(this)),
      metricBox_(new QComboBox(this)), baselineBox_(new QComboBox(this)), sentence_(new QLabel(this)),
      moreSeeds_(new QPushButton(this)) {
    buildControls();
    sentence_->setWordWrap(true);
    sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    sentence_->setMargin(6);
    sentence_->setAccessibleName(tr("What the chosen comparison says"));
    sentence_->setToolTip(
        tr("Paired over the seeds that both have: the mean difference, its 95 % interval, and p of the "
           "exact sign-flip test. A pair is more than luck where p after Holm is 0.05 or below."));
    frame_->setTitle(tr("Is it better?"));
    frame_->setFileStem("comparison");
    frame_->setCsvSource([this] { return comparisonTable(plot_->comparison()); });
    frame_->setLatexSource([this](const PgfStyle& style) { return pgfScatter(pgfOf(plot_->comparison()), style); });
    plot_->setAccessibleName(tr("Differences between groups of runs"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildValues();
    buildTabs();
    column->addWidget(tabs_, 1);
    auto* said = new QHBoxLayout;
    said->addWidget(sentence_, 1);
    said->addWidget(moreSeeds_);
    column->addLayout(said);
    moreSeeds_->setAccessibleName(tr("Add the seeds that a test lacks"));
    moreSeeds_->setToolTip(tr("Have both trained with as many more seeds in common as a test needs at least to reach "
                              "p = 0.05"));
    connect(moreSeeds_, &QPushButton::clicked, this, [this] { emit seedsWanted(pair_.first, pair_.second, missing_); });
    connect(plot_, &ForestPlot::pairChanged, this, &ComparisonPanel::showSentence);
    drawing_.now();
}

void ComparisonPanel::buildControls() {
    for (const RunFigure& figure : runFigureTable())
        if (isResult(figure))
            metricBox_->addItem(QString::fromUtf8(figure.title.data(), std::ssize(figure.title)),
                                QString::fromUtf8(figure.name.data(), std::ssize(figure.name)));
    metricBox_->setToolTip(tr("The figure that is compared"));
    metricBox_->setAccessibleName(tr("Figure that is compared"));
    baselineBox_->setToolTip(tr("Compare every group with each other one, or all with one of them"));
    baselineBox_->setAccessibleName(tr("What is compared with what"));
    frame_->addControl(metricBox_);
    frame_->addControl(baselineBox_, tr("&with"));
    connect(metricBox_, &QComboBox::currentIndexChanged, this, &ComparisonPanel::refresh);
    connect(baselineBox_, &QComboBox::currentIndexChanged, this, &ComparisonPanel::refresh);
}

void ComparisonPanel::buildValues() {
    for (int index = 0; index < metricBox_->count(); ++index)
        valuesBox_->addItem(metricBox_->itemText(index), metricBox_->itemData(index));
    valuesBox_->setToolTip(tr("The figure whose values are shown, and compared on the other page"));
    valuesBox_->setAccessibleName(tr("Figure whose values are shown"));
    valuesFrame_->addControl(valuesBox_);
    connect(valuesBox_, &QComboBox::currentIndexChanged, metricBox_, &QComboBox::setCurrentIndex);
    connect(metricBox_, &QComboBox::currentIndexChanged, valuesBox_, &QComboBox::setCurrentIndex);
    valuesFrame_->setTitle(tr("Every run of each group"));
    valuesFrame_->setFileStem("values");
    valuesFrame_->setCsvSource([this] { return valuesTable_; });
    connect(values_, &ValuesPlot::groupChanged, this, &ComparisonPanel::showGroup);
}

/// The ranks have a sentence of their own, tiles need none.
void ComparisonPanel::buildTabs() {
    ranks_ = new RankView(*metricBox_, this);
    tabs_->addTab(frame_, tr("Differences"));
    tabs_->addTab(valuesFrame_, tr("Values"));
    tabs_->addTab(ranks_, tr("Ranks"));
    tabs_->addTab(multiples_, tr("Tiles"));
    tabs_->addTab(published_, tr("Paper"));
    tabs_->setTabToolTip(2, tr("Mean ranks over several data sets or scenarios: a critical-difference diagram"));
    tabs_->setTabToolTip(3, tr("Curves, matrix or layers of every run side by side, on one scale"));
    tabs_->setTabToolTip(4, tr("LightCL's published Table 1 beside the selected runs, cell by cell"));
    tabs_->setDocumentMode(true);
    tabs_->setUsesScrollButtons(false); // in a narrow dock the names are cut instead
    tabs_->setElideMode(Qt::ElideRight);
    connect(tabs_, &QTabWidget::currentChanged, this, &ComparisonPanel::showSentence);
    connect(multiples_, &MultiplesView::runsPicked, this, &Panel::runsPicked);
}

void ComparisonPanel::showValues(const Comparison& comparison) {
    std::vector<QColor> colors;
    for (const auto& group : comparison.groups)
        for (const auto& run : runs_)
            if (run.get() == group.runs.front()) colors.push_back(run->groupColor);
    valuesTable_ = comparedValuesTable(comparison);
    valuesFrame_->setEmptyText(
        comparison.groups.empty() ? tr("None of the selected runs is finished and has this figure.") : QString());
    values_->show(comparison, std::move(colors));
}

void ComparisonPanel::showGroup() {
    const auto* group = values_->currentGroup();
    if (group == nullptr) return valuesFrame_->setReadout({});
    const auto& values = values_->values()[static_cast<std::size_t>(group - values_->groups().data())];
    const auto [least, most] = std::ranges::minmax(values);
    const auto number = [](double value) { return QString::number(value, 'g', 4); };
    const auto mean = shownAmount(*question().figure, group->values->mean);
    auto text = tr("%1: mean %2").arg(QString::fromStdString(group->label), number(mean));
    if (group->values->sd) text += tr(" ± %1").arg(number(shownAmount(*question().figure, *group->values->sd)));
    text += values.size() == 1
                ? tr(", one run")
                : tr(", %1 runs from %2 to %3").arg(QString::number(values.size()), number(least), number(most));
    if (group->robust) text += ", " + QString::fromStdString(robustMeanText(*question().figure, *group->robust));
    valuesFrame_->setReadout(text);
    values_->setToolTip(valuesFrame_->readout());
}

void ComparisonPanel::showRuns(const std::vector<RunDataPtr>& runs) {
    runs_ = runs;
    ranks_->showRuns(runs);
    multiples_->showRuns(runs);
    published_->showRuns(runs);
    refresh();
}

ComparisonQuestion ComparisonPanel::question() const {
    ComparisonQuestion question;
    question.figure = &runFigure(metricBox_->currentData().toString().toStdString());
    return question;
}

/// In the order of the table, whichever run is the current one.
std::vector<const RunRecord*> ComparisonPanel::records() const {
    auto records = recordsOf(runs_);
    std::ranges::sort(records, {}, [](const RunRecord* run) { return run->summary.id; });
    return records;
}

/// The groups to compare with; what was chosen stays chosen while it is there. Many groups are compared with one: each
/// with each would be hundreds of rows, and a correction for as many questions.
void ComparisonPanel::fillBaselines(const std::vector<ComparedGroup>& groups) {
    constexpr std::size_t mostEach = 10;
    const QSignalBlocker quiet(baselineBox_);
    const QVariant chosen = baselineBox_->currentData();
    baselineBox_->clear();
    if (groups.size() <= mostEach) baselineBox_->addItem(tr("each with each"), QString());
    for (const auto& group : groups) {
        const auto label = QString::fromStdString(group.label);
        baselineBox_->addItem(label, label);
    }
    baselineBox_->setCurrentIndex(std::max(0, chosen.isValid() ? baselineBox_->findData(chosen) : 0));
}

QString ComparisonPanel::emptyText(const Comparison& comparison) const {
    if (runs_.empty()) return tr("Select runs of several methods or settings to see which is better.");
    if (comparison.groups.size() < 2)
        return tr("Select finished runs of at least two methods or settings; over several seeds it can be told whether "
                  "a difference is luck.");
    const bool none = std::ranges::all_of(comparison.pairs, [](const auto& pair) { return pair.differences.empty(); });
    return none ? tr("The selected groups share neither data nor seeds, so nothing can be compared.") : QString();
}

void ComparisonPanel::refresh() {
    drawing_.ask();
}

void ComparisonPanel::compareNow() {
    auto asked = question();
    fillBaselines(comparedGroups(records(), asked));
    asked.baseline = baselineBox_->currentData().toString().toStdString();
    Comparison comparison = compareRuns(records(), asked);
    frame_->setEmptyText(emptyText(comparison));
    showValues(comparison);
    plot_->show(std::move(comparison));
}

QString ComparisonPanel::sentence() const {
    return sentence_->text();
}

void ComparisonPanel::offerSeeds(const PairedComparison* pair) {
    missing_ = pair != nullptr ? static_cast<int>(pairsMissing(*pair)) : 0;
    moreSeeds_->setVisible(missing_ > 0);
    if (missing_ == 0) return;
    const auto runsOf = [this](std::size_t group) {
        std::vector<RunId> runs;
        for (const auto* run : plot_->comparison().groups[group].runs) runs.push_back(run->summary.id);
        return runs;
    };
    pair_ = {runsOf(pair->a), runsOf(pair->b)};
    moreSeeds_->setText(missing_ == 1 ? tr("Add a seed…") : tr("Add %1 seeds…").arg(missing_));
}

void ComparisonPanel::showSentence() {
    const Comparison& comparison = plot_->comparison();
    const PairedComparison* pair = plot_->currentPair();
    const auto first = std::ranges::find_if(comparison.pairs, [](const auto& any) { return !any.differences.empty(); });
    if (pair == nullptr && first != comparison.pairs.end()) pair = &*first;
    sentence_->setVisible(pair != nullptr && tabs_->currentIndex() < 2);
    offerSeeds(sentence_->isVisibleTo(this) ? pair : nullptr);
    if (pair == nullptr) return sentence_->clear();
    QStringList lines{QString::fromStdString(comparisonSentence(comparison, *pair))};
    for (const auto& note : pair->notes) lines << QString::fromStdString(note);
    for (const auto& note : comparison.notes) lines << QString::fromStdString(note);
    sentence_->setText(lines.join(' '));
}

} // namespace lightcl
