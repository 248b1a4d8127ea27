#include "panels/heatmap_panel.h"

#include "panels/freeze_view.h"
#include "panels/heatmap_options.h"
#include "panels/layer_history_view.h"
#include "panels/run_box.h"
#include "plots/curve_plot.h"
#include "plots/heatmap_plot.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"
#include "widgets/box_entries.h"
#include "widgets/elided_label.h"
#include "widgets/number_edit.h"

#include <QApplication>
#include <QComboBox>
#include <QMenu>
#include <QSignalBlocker>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace lightcl {

HeatmapPanel::HeatmapPanel(QWidget* parent)
    : Panel(parent), plot_(new HeatmapPlot), frame_(new PlotFrame(plot_, this)), history_(new LayerHistoryView(this)),
      freezeView_(new FreezeView(this)), freezeLabel_(new ElidedLabel(this)),
      splitter_(new QSplitter(Qt::Horizontal, this)), runBox_(new RunBox(this)), modeBox_(new QComboBox(this)),
      otherBox_(new QComboBox(this)), metricBox_(new QComboBox(this)), columnBox_(new QComboBox(this)),
      askButton_(new QToolButton(this)), costsButton_(new QToolButton(this)), options_(new HeatmapOptions(this)),
      scaleLow_(new NumberEdit(this)), scaleHigh_(new NumberEdit(this)) {
    buildParts();
    buildControls();
    buildQuestions();
    connectPlot();
    connectFreezing();
    showCosts(false);
    refresh();
}

void HeatmapPanel::buildParts() {
    auto* left = new QWidget(this);
    auto* stack = new QVBoxLayout(left);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(0);
    stack->addWidget(frame_, 1);
    stack->addWidget(freezeLabel_);
    freezeLabel_->setContentsMargins(8, 0, 8, 4);
    freezeLabel_->setAccessibleName(tr("Freeze line"));
    splitter_->addWidget(left);
    splitter_->addWidget(history_);
    splitter_->addWidget(freezeView_);
    splitter_->setStretchFactor(0, 3);
    splitter_->setStretchFactor(1, 2);
    splitter_->setStretchFactor(2, 1);
    splitter_->setChildrenCollapsible(false);
    history_->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(splitter_);
}

void HeatmapPanel::buildControls() {
    const auto addMode = [this](const QString& text, ComparisonMode mode) {
        modeBox_->addItem(text, static_cast<int>(mode));
    };
    addMode(tr("one run"), ComparisonMode::OneRun);
    addMode(tr("side by side"), ComparisonMode::Runs);
    addMode(tr("means over seeds"), ComparisonMode::Means);
    addMode(tr("difference"), ComparisonMode::Difference);
    modeBox_->setToolTip(
        tr("One of the selected runs; several beside each other, at most %1; the mean of each method's "
           "seeds; or what one has less what another has")
            .arg(LayerComparison::kMostGrids));
    modeBox_->setAccessibleName(tr("Comparison"));
    otherBox_->setToolTip(tr("What is subtracted. Cells that differ no more than other seeds would are pale."));
    otherBox_->setAccessibleName(tr("Less"));
    columnBox_->addItem(tr("every epoch"), static_cast<int>(ColumnKind::Epochs));
    columnBox_->addItem(tr("tasks"), static_cast<int>(ColumnKind::Tasks));
    columnBox_->setToolTip(tr("A column for every epoch, or for each task at its end"));
    columnBox_->setAccessibleName(tr("Columns"));
    metricBox_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    metricBox_->setAccessibleName(tr("Metric"));
    for (auto* edit : {scaleLow_, scaleHigh_}) {
        edit->setRange(-1e12, 1e12);
        edit->setMaximumWidth(90);
        edit->hide();
        connect(edit, &QDoubleSpinBox::valueChanged, this, &HeatmapPanel::refresh);
    }
    scaleLow_->setAccessibleName(tr("Scale from"));
    scaleHigh_->setAccessibleName(tr("Scale to"));
    scaleHigh_->setValue(1);
    for (QWidget* control :
         {static_cast<QWidget*>(modeBox_), static_cast<QWidget*>(runBox_), static_cast<QWidget*>(otherBox_),
          static_cast<QWidget*>(metricBox_), static_cast<QWidget*>(columnBox_), static_cast<QWidget*>(scaleLow_),
          static_cast<QWidget*>(scaleHigh_), static_cast<QWidget*>(options_)})
        frame_->addControl(control);
    connect(modeBox_, &QComboBox::currentIndexChanged, this, &HeatmapPanel::refresh);
    connect(otherBox_, &QComboBox::currentIndexChanged, this, &HeatmapPanel::refresh);
    connect(runBox_, &QComboBox::currentIndexChanged, this, [this] {
        fillMetrics();
        refresh();
    });
    connect(metricBox_, &QComboBox::currentIndexChanged, this, [this] {
        wantedMetric_ = metric();
        refresh();
    });
    connect(columnBox_, &QComboBox::currentIndexChanged, this, [this] {
        plot_->resetView();
        refresh();
    });
    connect(options_, &HeatmapOptions::changed, this, &HeatmapPanel::refresh);
    connect(options_, &HeatmapOptions::foldAllWanted, this, &HeatmapPanel::foldAll);
}

void HeatmapPanel::buildQuestions() {
    auto* menu = new QMenu(askButton_);
    askButton_->setText(tr("&Ask"));
    askButton_->setMenu(menu);
    askButton_->setPopupMode(QToolButton::InstantPopup);
    askButton_->setFocusPolicy(Qt::StrongFocus);
    askButton_->setAccessibleName(tr("Ask about the layers"));
    askButton_->setToolTip(tr("Sorts the layers by the answer and tells it in a sentence"));
    const auto add = [&](const QString& text, Question question) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, question] { ask(question); });
    };
    add(tr("Which layer &forgot most, and in which task?"), Question::ForgotMost);
    add(tr("Which layers would be &safe to freeze?"), Question::SafeToFreeze);
    menu->addSeparator();
    add(tr("Back to the &network's order"), Question::None);
    frame_->addControl(askButton_);
    costsButton_->setText(tr("&Freeze line"));
    costsButton_->setCheckable(true);
    costsButton_->setFocusPolicy(Qt::StrongFocus);
    costsButton_->setAccessibleName(tr("Freeze line: costs and advice"));
    costsButton_->setToolTip(
        tr("What the freeze line costs, and where the advice would draw it.\nDrag the line, or move "
           "it with Ctrl+Up and Ctrl+Down in the heatmap."));
    frame_->addControl(costsButton_);
}

void HeatmapPanel::connectPlot() {
    connect(plot_, &HeatmapPlot::cellChanged, this, &HeatmapPanel::showReadout);
    connect(plot_, &HeatmapPlot::cellPicked, this, &HeatmapPanel::pick);
    connect(plot_, &Plot::cancelled, this, &HeatmapPanel::unpinLayer);
    connect(plot_, &HeatmapPlot::stageToggled, this, &HeatmapPanel::toggleStage);
    connect(plot_, &HeatmapPlot::allStagesToggled, this, [this] { foldAll(folded_.empty()); });
    connect(plot_, &HeatmapPlot::mapPointed, this, [this](int row) {
        if (row < 0) return showReadout();
        const auto text = mapText(static_cast<std::size_t>(row));
        frame_->setReadout(text);
        plot_->setToolTip(text);
    });
    connect(history_, &LayerHistoryView::closed, this, &HeatmapPanel::unpinLayer);
    frame_->setCsvSource([this] { return table(); });
}

void HeatmapPanel::showRuns(const std::vector<RunDataPtr>& runs) {
    runs_ = runs;
    if (runBox_->offer(runs)) plot_->resetView();
    fillMetrics();
    refresh();
}

RunDataPtr HeatmapPanel::chosenRun() const {
    return runBox_->run();
}

std::string HeatmapPanel::metric() const {
    return metricBox_->currentData().toString().toStdString();
}

void HeatmapPanel::setMetric(const std::string& metric) {
    metricBox_->setCurrentIndex(metricBox_->findData(QString::fromStdString(metric)));
}

ComparisonMode HeatmapPanel::mode() const {
    return runs_.size() < 2 ? ComparisonMode::OneRun : static_cast<ComparisonMode>(modeBox_->currentData().toInt());
}

void HeatmapPanel::setMode(ComparisonMode mode) {
    modeBox_->setCurrentIndex(modeBox_->findData(static_cast<int>(mode)));
}

void HeatmapPanel::fillMetrics() {
    QStringList names;
    QStringList titles;
    if (const auto shown = chosenRun())
        for (const auto& name : metricNames(shown->layerMetrics)) {
            names << QString::fromStdString(name);
            titles << metricInfo(name).title;
        }
    setEntries(*metricBox_, titles, names);
    const QSignalBlocker quiet(metricBox_);
    for (int index = 0; index < metricBox_->count(); ++index)
        metricBox_->setItemData(index, metricHelp(metricInfo(names[index].toStdString())), Qt::ToolTipRole);
    metricBox_->setCurrentIndex(std::max(0, metricBox_->findData(QString::fromStdString(wantedMetric_))));
}

/// What the chosen run can be compared with.
void HeatmapPanel::fillOthers() {
    QStringList titles;
    QStringList ids;
    if (mode() == ComparisonMode::Difference)
        for (const auto& part :
             comparedWith(recordsOf(runs_), static_cast<std::size_t>(std::max(0, runBox_->currentIndex())))) {
            titles << tr("less %1").arg(QString::fromStdString(part.title));
            ids << QString::number(runs_[part.runs.front()]->summary.id);
        }
    setEntries(*otherBox_, titles, ids);
    const QSignalBlocker quiet(otherBox_);
    if (otherBox_->currentIndex() < 0) otherBox_->setCurrentIndex(0);
    otherBox_->setVisible(!titles.isEmpty());
}

QString HeatmapPanel::emptyText() const {
    const auto shown = chosenRun();
    if (!shown) return tr("Select a run to see how plastic and how stable each of its layers is.");
    if (!shown->layerMetrics.empty()) return {};
    const auto state = shown->summary.state;
    if (state == RunState::Queued || state == RunState::Running)
        return tr("The layers' plasticity and stability will appear here after the first epoch.");
    return tr("This run did not measure its layers. Turn on measuring.layer_metrics to see them here.");
}

void HeatmapPanel::refresh() {
    noticeRun();
    const auto empty = emptyText();
    frame_->setEmptyText(empty);
    const auto shown = chosenRun();
    for (QWidget* control : {static_cast<QWidget*>(metricBox_), static_cast<QWidget*>(columnBox_),
                             static_cast<QWidget*>(askButton_), static_cast<QWidget*>(options_)})
        control->setEnabled(empty.isEmpty());
    modeBox_->setVisible(runs_.size() > 1);
    fillOthers();
    const bool fixed = options_->scale() == HeatmapOptions::Scale::Fixed;
    scaleLow_->setVisible(fixed);
    scaleHigh_->setVisible(fixed);
    const auto info = metricInfo(metric());
    options_->setLogarithmicPossible(info.scale.logarithmic);
    metricBox_->setToolTip(metricHelp(info));
    frame_->setTitle(shown ? runTitle(*shown) : tr("Layers"));
    if (empty.isEmpty()) refreshGrids();
    refreshFreezing();
    refreshHistory();
}

void HeatmapPanel::refreshGrids() {
    const auto shown = chosenRun();
    ComparisonChoice choice;
    choice.mode = mode();
    choice.run = static_cast<std::size_t>(std::max(0, runBox_->currentIndex()));
    choice.other = static_cast<std::size_t>(std::max(0, otherBox_->currentIndex()));
    choice.metric = metric();
    choice.columns = static_cast<ColumnKind>(columnBox_->currentData().toInt());
    comparison_ = LayerComparison(recordsOf(runs_), choice);
    const auto rows = rowsToShow();
    shown_ = comparison_.shown(rows);
    auto content = contentOf(shown_);
    content.rows = rows;
    for (const auto& row : rows) content.facts.push_back(sumOf(comparison_.layers(), row.layers));
    const int lastTask =
        content.panes.front().grid.columns().empty() ? 0 : content.panes.front().grid.columns().back().task;
    for (const auto& row : rows)
        content.frozenRows.push_back(std::all_of(row.layers.begin(), row.layers.end(), [&](std::size_t layer) {
            return stoodStill(shown->layerMetrics, layer, lastTask);
        }));
    plot_->show(std::move(content));
    if (choice.mode != ComparisonMode::OneRun && !shown_.titles.empty()) {
        const auto list = QString::fromStdString(shown_.titles.front());
        frame_->setTitle(choice.mode == ComparisonMode::Difference ? list : tr("Layers of the selected runs"));
        if (shown_.left > 0) frame_->setTitle(tr("Layers of the selected runs; %1 more have no room").arg(shown_.left));
    }
    frame_->setFileStem(runFileStem(*shown) + '-' + QString::fromStdString(metric()).replace('_', '-'));
    showReadout();
}

std::vector<GridRow> HeatmapPanel::rowsToShow() {
    const auto& layers = comparison_.layers();
    const auto run = chosenRun();
    if (question_ == Question::None || !run) return rowsByStage(layers, folded_);
    const auto given = question_ == Question::ForgotMost ? layerThatForgotMost(*run)
                                                         : layersSafeToFreeze(*run, freezeView_->threshold());
    const auto sentence = QString::fromStdString(given.sentence);
    if (sentence != answer_) frame_->setMessage(sentence); // one that was dismissed stays away while a run goes on
    answer_ = sentence;
    return given.order.empty() ? rowsByStage(layers, folded_) : rowsInOrder(layers, given.order);
}

ScaleChoice HeatmapPanel::scaleChoice() const {
    ScaleChoice choice;
    if (options_->scale() == HeatmapOptions::Scale::Quantiles) choice.kind = ScaleChoice::Kind::Quantiles;
    if (options_->scale() == HeatmapOptions::Scale::Fixed) choice.kind = ScaleChoice::Kind::Fixed;
    choice.lower = scaleLow_->value();
    choice.upper = scaleHigh_->value();
    return choice;
}

ColorScale HeatmapPanel::scaleOf(const ComparedGrids& grids) const {
    if (grids.difference) return differenceScale(grids.grids.front(), scaleChoice());
    const auto info = metricInfo(metric());
    std::vector<const LayerGrid*> counted;
    for (const auto& grid : grids.grids) counted.push_back(&grid);
    std::vector<LayerGrid> others;
    if (options_->scale() == HeatmapOptions::Scale::Shared) {
        for (const auto& run : runs_) others.emplace_back(run->layerMetrics, metric(), comparison_.choice().columns);
        for (const auto& grid : others) counted.push_back(&grid);
    }
    return colorScale(counted, info.scale, options_->logarithmic(), scaleChoice());
}

HeatmapContent HeatmapPanel::contentOf(const ComparedGrids& grids) const {
    HeatmapContent content;
    content.metric = metricInfo(metric());
    content.colors = scaleOf(grids);
    content.palette = grids.difference ? options_->differencePalette() : options_->valuePalette(content.metric.bounded);
    content.scaleTitle = grids.difference ? tr("%1, difference").arg(content.metric.title) : content.metric.title;
    for (std::size_t index = 0; index < grids.grids.size(); ++index)
        content.panes.push_back({grids.grids.size() > 1 ? QString::fromStdString(grids.titles[index]) : QString(),
                                 grids.grids[index], grids.withinSpread()});
    content.byStage = question_ == Question::None;
    content.sizes = options_->sizes();
    content.map = options_->map();
    content.freezeLine = lineToShow();
    if (const auto given = advice()) content.adviceLine = given->firstTrainable;
    return content;
}

void HeatmapPanel::toggleStage(const QString& stage) {
    const auto name = stage.toStdString();
    if (!foldableStages(comparison_.layers()).contains(name)) return;
    if (folded_.erase(name) == 0) folded_.insert(name);
    refresh();
}

void HeatmapPanel::foldAll(bool fold) {
    folded_ = fold ? foldableStages(comparison_.layers()) : std::set<std::string>{};
    refresh();
}

void HeatmapPanel::ask(Question question) {
    question_ = question;
    answer_.clear();
    frame_->setMessage({});
    if (question == Question::None) return refresh();
    const auto run = chosenRun();
    if (!run || run->layerMetrics.empty()) return;
    const auto given = question == Question::ForgotMost ? layerThatForgotMost(*run)
                                                        : layersSafeToFreeze(*run, freezeView_->threshold());
    {
        const QSignalBlocker quietMode(modeBox_);
        const QSignalBlocker quietMetric(metricBox_);
        setMode(ComparisonMode::OneRun);
        if (!given.order.empty()) setMetric(given.metric);
        wantedMetric_ = metric();
    }
    plot_->resetView();
    refresh();
    if (!given.layer) return plot_->setFocus();
    const auto column = plot_->grid().columnOf(given.at);
    const auto row = rowOfLayer(plot_->content().rows, *given.layer);
    plot_->setFocus();
    if (column) plot_->setCurrentCell({row, *column});
}

/// A folded stage opens, a layer shows its history.
void HeatmapPanel::pick(Cell cell) {
    const auto& rows = plot_->content().rows;
    if (cell.row >= rows.size()) return;
    if (rows[cell.row].folded) return toggleStage(QString::fromStdString(rows[cell.row].stage));
    pinLayer(cell.row);
}

void HeatmapPanel::pinLayer(std::size_t row) {
    const auto& rows = plot_->content().rows;
    if (row < rows.size() && !rows[row].layers.empty()) pinned_ = rows[row].layers.front();
    if (pinned_ && isNarrow()) showCosts(false);
    refreshHistory();
}

/// The keys go on where they were.
void HeatmapPanel::unpinLayer() {
    pinned_.reset();
    refreshHistory();
    plot_->setFocus();
    if (const auto cell = plot_->lastCell()) plot_->setCurrentCell(*cell);
}

void HeatmapPanel::refreshHistory() {
    const auto shown = chosenRun();
    const bool visible = pinned_ && shown && *pinned_ < shown->layerMetrics.layers().size();
    const auto row = visible ? rowOfLayer(plot_->content().rows, *pinned_) : 0;
    plot_->setPinnedRow(visible && row < plot_->content().rows.size() ? std::optional(row) : std::nullopt);
    if (visible) {
        const auto layer = QString::fromStdString(shown->layerMetrics.layers()[*pinned_]);
        history_->showLayer(shown, static_cast<int>(*pinned_), layer, metric(), options_->logarithmic());
    } else if (history_->isAncestorOf(QApplication::focusWidget())) {
        plot_->setFocus(); // before it is hidden: Qt would pass it on to the tabs of another dock
    }
    history_->setVisible(visible);
}

QString HeatmapPanel::cellPlace(Cell cell) const {
    const auto& row = plot_->content().rows[cell.row];
    const auto [task, epoch] = plot_->grid().columns()[cell.column];
    const auto name = QString::fromStdString(plot_->grid().layers()[cell.row]);
    return row.folded ? tr("%1, mean, task %2, epoch %3").arg(name).arg(task).arg(epoch)
                      : tr("%1 (layer %2), task %3, epoch %4").arg(name).arg(row.layers.front()).arg(task).arg(epoch);
}

QString HeatmapPanel::mapText(std::size_t row) const {
    const auto& content = plot_->content();
    if (row >= content.facts.size()) return {};
    return tr("%1: %2").arg(QString::fromStdString(content.rows[row].label),
                            QString::fromStdString(factsText(content.facts[row])));
}

void HeatmapPanel::showReadout() {
    const auto cell = plot_->currentCell();
    const auto info = metricInfo(metric());
    if (!cell || cell->row >= plot_->content().rows.size() || shown_.grids.empty()) {
        plot_->setToolTip({});
        return frame_->setReadout(tr("%1: %2").arg(info.title, info.definition));
    }
    const auto place = cellPlace(*cell);
    QStringList texts;
    for (std::size_t index = 0; index < shown_.grids.size(); ++index) {
        auto text = QString::fromStdString(cellText(shown_, index, *cell));
        if (!shown_.difference && plot_->colors().isZero(shown_.grids[index].at(*cell))) text += tr(" (grey)");
        texts << text;
    }
    const auto& frozen = plot_->content().frozenRows;
    const bool stoodStill = cell->row < frozen.size() && frozen[cell->row];
    frame_->setReadout(tr("%1: %2").arg(place, texts.join(QString::fromUtf8(" · "))) +
                       (stoodStill ? tr("; frozen at the end") : QString()));
    const auto own = texts[static_cast<qsizetype>(std::min(plot_->currentPane(), shown_.grids.size() - 1))];
    plot_->setToolTip(tr("%1\n%2 %3\n%4\n%5").arg(place, info.title, own, metricHelp(info), mapText(cell->row)));
}

/// With several grids a column says which one a value is of.
Table HeatmapPanel::table() const {
    if (shown_.grids.size() < 2) return plot_->grid().toTable();
    Table all;
    for (std::size_t index = 0; index < shown_.grids.size(); ++index) {
        auto part = shown_.grids[index].toTable();
        if (all.columns.empty()) {
            all.addColumn("shown");
            all.columns.insert(all.columns.end(), part.columns.begin(), part.columns.end());
        }
        for (auto& row : part.rows) {
            row.insert(row.begin(), shown_.titles[index]);
            all.addRow(std::move(row));
        }
    }
    return all;
}

void HeatmapPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    splitter_->setOrientation(4 * width() > 5 * height() ? Qt::Horizontal : Qt::Vertical);
}

} // namespace lightcl
