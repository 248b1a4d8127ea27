// HeatmapPanel's parts and controls.
#include "figures/pgfplots.h"
#include "panels/freeze_view.h"
#include "panels/heatmap_options.h"
#include "panels/heatmap_panel.h"
#include "panels/layer_details.h"
#include "panels/run_box.h"
#include "plots/heatmap_plot.h"
#include "plots/plot_frame.h"
#include "widgets/box_entries.h"
#include "widgets/elided_label.h"
#include "widgets/number_edit.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QSignalBlocker>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace lightcl {

void HeatmapPanel::buildParts() {
    auto* left = new QWidget(this);
    auto* stack = new QVBoxLayout(left);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(0);
    stack->addWidget(frame_, 1);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(8, 0, 8, 2);
    line->addWidget(freezeLabel_);
    stack->addLayout(line);
    freezeLabel_->setAccessibleName(tr("Freeze line"));
    splitter_->addWidget(left);
    splitter_->addWidget(details_);
    splitter_->addWidget(freezeView_);
    splitter_->setStretchFactor(0, 3);
    splitter_->setStretchFactor(1, 2);
    splitter_->setStretchFactor(2, 1);
    splitter_->setChildrenCollapsible(false);
    details_->hide();
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
    scaleLow_->setToolTip(tr("The value with the palette's first colour; values below it have that colour, too"));
    scaleHigh_->setToolTip(tr("The value with the palette's last colour; values above it have that colour, too"));
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
    askButton_->setText(tr("Ask"));
    askButton_->setMenu(menu);
    askButton_->setPopupMode(QToolButton::InstantPopup);
    askButton_->setFocusPolicy(Qt::StrongFocus);
    askButton_->setAccessibleName(tr("Ask about the layers"));
    askButton_->setToolTip(tr("Sorts the layers by the answer and tells it in a sentence"));
    menu->setToolTipsVisible(true);
    const auto add = [&](const QString& text, const QString& help, Question question) {
        auto* action = menu->addAction(text);
        action->setToolTip(help);
        connect(action, &QAction::triggered, this, [this, question] { ask(question); });
    };
    add(tr("Which layer &forgot most, and in which task?"),
        tr("By the lowest memory stability at a task's end; the most forgetful layer comes first"),
        Question::ForgotMost);
    add(tr("Which layers would be &safe to freeze?"),
        tr("By generalizability where it was measured last; the safest layer comes first"), Question::SafeToFreeze);
    menu->addSeparator();
    add(tr("Back to the &network's order"), tr("From the image to the head, by stage, with the freeze line"),
        Question::None);
    frame_->addControl(askButton_);
    costsButton_->setText(tr("Freeze line"));
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
    connect(details_, &LayerDetails::closed, this, &HeatmapPanel::unpinLayer);
    frame_->setCsvSource([this] { return table(); });
    frame_->setLatexSource([this](const PgfStyle& style) {
        const auto& content = plot_->content();
        const bool scaled = !content.metric.isYesNo() || content.colors.diverging;
        std::string text;
        for (const auto& pane : content.panes)
            text +=
                pgfGrid({pane.title.isEmpty() ? plot_->accessibleName().toStdString() : pane.title.toStdString(),
                         pane.grid, [this](double value) { return toColor(plot_->colorOf(value)); },
                         scaled ? content.scaleTitle.toStdString() : std::string(), content.colors, content.palette},
                        style);
        return text;
    });
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

} // namespace lightcl
