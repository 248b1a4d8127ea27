#include "plots/heatmap_plot.h"

#include "plots/painted_layer.h"

#include <QApplication>
#include <QSharedPointer>
#include <algorithm>
#include <cmath>
#include <utility>

namespace lightcl {

HeatmapPlot::HeatmapPlot(QWidget* parent) : Plot(parent), grids_(new QCPLayoutGrid), scale_(new QCPColorScale(this)) {
    auto* first = axisRect();
    plotLayout()->take(first);
    plotLayout()->addElement(0, 0, grids_);
    grids_->addElement(0, 0, first);
    grids_->setColumnSpacing(8);
    for (const auto* name : {"map", "freeze"}) {
        addLayer(name, layer("overlay"), limBelow);
        layer(name)->setMode(QCPLayer::lmBuffered);
    }
    layer("overlay")->setMode(QCPLayer::lmBuffered);
    buildScale();
    content_.panes.resize(1);
    matchPanes();
    new MarginLayer(*first, "main", [this](QCPPainter& painter) {
        paintRowLabels(painter);
        paintBrackets(painter);
    });
    new MarginLayer(*first, "freeze", [this](QCPPainter& painter) {
        paintAdvice(painter);
        paintFreezeLine(painter);
    });
    connectKeys();
    connect(this, &Plot::themed, this, &HeatmapPlot::recolor);
    connect(this, &Plot::viewReset, this, &HeatmapPlot::showAll);
    connect(this, &QCustomPlot::afterLayout, this, &HeatmapPlot::layOut);
    recolor();
}

void HeatmapPlot::buildScale() {
    plotLayout()->addElement(0, 1, scale_);
    plotLayout()->setColumnStretchFactor(1, 0.001);
    scale_->setBarWidth(12);
    scale_->setRangeDrag(false);
    scale_->setRangeZoom(false);
    auto* margins = new QCPMarginGroup(this);
    axisRect()->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    scale_->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
}

/// As many grids on the plot as there are panes.
void HeatmapPlot::matchPanes() {
    const auto wanted = std::max<std::size_t>(1, content_.panes.size());
    while (panes_.size() > wanted) {
        removePlottable(panes_.back().cells);
        grids_->remove(panes_.back().rect);
        panes_.pop_back();
    }
    if (panes_.size() < wanted && map_ != nullptr) {
        grids_->remove(map_); // built anew behind them
        map_ = nullptr;
    }
    while (panes_.size() < wanted) buildPane();
    grids_->simplify();
}

void HeatmapPlot::buildPane() {
    const auto index = panes_.size();
    HeatmapGridParts pane;
    pane.rect = index == 0 ? axisRect() : new QCPAxisRect(this, true);
    if (index > 0) {
        grids_->addElement(0, static_cast<int>(index), pane.rect);
        pane.rect->setMarginGroup(QCP::msTop | QCP::msBottom, axisRect()->marginGroup(QCP::msTop));
    }
    pane.rect->setRangeZoom(Qt::Horizontal | Qt::Vertical);
    pane.rect->setupFullAxesBox();
    pane.x = pane.rect->axis(QCPAxis::atBottom);
    pane.top = pane.rect->axis(QCPAxis::atTop);
    pane.y = pane.rect->axis(QCPAxis::atLeft);
    pane.y->setRangeReversed(true);
    pane.y->setTickLabels(false);
    pane.top->setTickLabels(true);
    disconnect(pane.x, nullptr, pane.top, nullptr);
    followRange(*pane.x, *pane.top);
    if (index > 0) {
        linkRanges(*xAxis, *pane.x);
        linkRanges(*yAxis, *pane.y);
    }
    for (auto* axis : {pane.x, pane.top, pane.y}) axis->setTicker(QSharedPointer<QCPAxisTickerText>::create());
    for (auto* axis : pane.rect->axes()) {
        axis->grid()->setVisible(false);
        axis->setTickLength(0, 0);
        axis->setSubTicks(false);
        axis->setTickLabelPadding(4);
        if (index > 0) styleAxis(*axis);
    }
    pane.x->setTickLength(0, 3);
    new PaintedLayer(*pane.rect, "grid", [this, index](QCPPainter& painter) { paintGround(painter, index); });
    pane.cells = new QCPColorMap(pane.x, pane.y);
    pane.cells->setInterpolate(false);
    pane.cells->setTightBoundary(false);
    pane.cells->setColorScale(scale_);
    new PaintedLayer(*pane.rect, "main", [this, index](QCPPainter& painter) {
        paintFaded(painter, index);
        paintLines(painter, index);
    });
    new PaintedLayer(*pane.rect, "overlay", [this, index](QCPPainter& painter) { paintMarks(painter, index); });
    panes_.push_back(pane);
}

void HeatmapPlot::connectKeys() {
    connect(this, &Plot::pointerAt, this, &HeatmapPlot::pointAt);
    connect(this, &Plot::pointerLeft, this, [this] {
        setCurrent(std::nullopt);
        if (std::exchange(mapRow_, -1) != -1) emit mapPointed(-1);
    });
    connect(this, &Plot::stepped, this, &HeatmapPlot::stepCurrent);
    click_.setSingleShot(true);
    connect(&click_, &QTimer::timeout, this, [this] {
        if (clicked_.row < grid().layers().size()) emit cellPicked(clicked_);
    });
    connect(this, &Plot::picked, this, [this] {
        if (current_) emit cellPicked(*current_);
    });
}

const LayerGrid& HeatmapPlot::grid() const {
    static const LayerGrid none;
    return content_.panes.empty() ? none : content_.panes.front().grid;
}

void HeatmapPlot::show(HeatmapContent content) {
    content_ = std::move(content);
    if (content_.panes.empty()) content_.panes.resize(1);
    const auto outside = [this](const std::optional<Cell>& cell) {
        return cell && (cell->row >= grid().layers().size() || cell->column >= grid().columns().size());
    };
    if (outside(last_)) last_.reset();
    if (outside(current_)) setCurrent(std::nullopt);
    pane_ = std::min(pane_, content_.panes.size() - 1);
    column_ = restingColumn();
    matchPanes();
    setScale();
    fillCells();
    showAll();
    recolor();
    layOut();
    drawSoon();
}

void HeatmapPlot::show(LayerGrid grid, const MetricInfo& metric, bool logarithmic) {
    HeatmapContent content;
    std::vector<LayerFacts> layers;
    for (const auto& layer : grid.layers()) {
        LayerFacts facts;
        facts.name = layer;
        facts.stage = stageOfLayer(layer);
        facts.stageIndex = layers.empty() ? 0 : layers.back().stageIndex + (layers.back().stage != facts.stage);
        layers.push_back(std::move(facts));
    }
    content.rows = rowsByStage(layers, {});
    content.facts = std::move(layers);
    content.metric = metric;
    content.colors = colorScale(grid, metric.scale, logarithmic);
    content.palette = paletteOf(metric.bounded);
    content.scaleTitle = metric.title;
    content.panes.push_back({{}, std::move(grid), {}});
    show(std::move(content));
}

void HeatmapPlot::showAll() {
    if (grid().empty()) return;
    setHome(*xAxis, QCPRange(-0.5, static_cast<double>(grid().columns().size()) - 0.5));
    setHome(*yAxis, QCPRange(-0.5, static_cast<double>(grid().layers().size()) - 0.5));
}

QPointF HeatmapPlot::pixelOf(Cell cell, std::size_t pane) const {
    return pixelRect(pane, cell, cell).center();
}

std::optional<std::size_t> HeatmapPlot::paneAt(QPointF pos) const {
    for (std::size_t index = 0; index < panes_.size(); ++index)
        if (panes_[index].rect->rect().contains(pos.toPoint())) return index;
    return std::nullopt;
}

void HeatmapPlot::pointAt(QPointF pos) {
    const auto pane = paneAt(pos);
    std::optional<Cell> cell;
    if (pane) {
        const auto& axes = panes_[*pane];
        cell = grid().cellAt(axes.x->pixelToCoord(pos.x()), axes.y->pixelToCoord(pos.y()));
        const bool otherPane = cell && std::exchange(pane_, *pane) != *pane;
        if (otherPane && cell == current_) emit cellChanged();
    }
    setCurrent(cell);
    int mapRow = -1;
    if (hasMap() && map_->rect().contains(pos.toPoint()))
        if (const auto place = grid().cellAt(0, yAxis->pixelToCoord(pos.y()))) mapRow = static_cast<int>(place->row);
    if (std::exchange(mapRow_, mapRow) != mapRow) emit mapPointed(mapRow);
}

void HeatmapPlot::setCurrent(std::optional<Cell> cell) {
    if (cell == current_) return;
    current_ = cell;
    if (cell) last_ = cell;
    if (cell && std::exchange(column_, cell->column) != cell->column) redrawLayer("map");
    emit cellChanged();
    redrawLayer("overlay");
}

/// One layer alone, once the plot was drawn as a whole.
void HeatmapPlot::setCurrentCell(Cell cell) {
    if (cell.row < grid().layers().size() && cell.column < grid().columns().size()) setCurrent(cell);
}

/// Without a cell under the pointer the keys go on from the one chosen last.
void HeatmapPlot::stepCurrent(int dx, int dy) {
    if (grid().empty()) return;
    const auto from = current_ ? current_ : last_;
    setCurrent(from ? grid().moved(*from, dx, dy) : Cell{pinned_.value_or(0), grid().columns().size() - 1});
}

void HeatmapPlot::setPinnedRow(std::optional<std::size_t> row) {
    if (row == pinned_) return;
    pinned_ = row;
    redrawLayer("overlay");
}

void HeatmapPlot::setMarkedColumn(std::optional<std::size_t> column) {
    if (column == marked_) return;
    marked_ = column;
    column_ = restingColumn();
    redrawLayer("map");
    redrawLayer("overlay");
}

std::size_t HeatmapPlot::restingColumn() const {
    const auto columns = grid().columns().size();
    if (marked_ && *marked_ < columns) return *marked_;
    return last_ ? last_->column : columns == 0 ? 0 : columns - 1;
}

void HeatmapPlot::keyPressEvent(QKeyEvent* event) {
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    if (control && hasFreezeLine() && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)) {
        const auto line = *content_.freezeLine;
        if (event->key() == Qt::Key_Down) return moveFreezeLine(line + 1);
        return line > 0 ? moveFreezeLine(line - 1) : void();
    }
    if (event->key() == Qt::Key_F && !control && content_.byStage) {
        if (event->modifiers().testFlag(Qt::ShiftModifier)) return emit allStagesToggled();
        const auto cell = current_ ? current_ : last_;
        if (cell && cell->row < content_.rows.size())
            emit stageToggled(QString::fromStdString(content_.rows[cell->row].stage));
        return;
    }
    Plot::keyPressEvent(event);
}

void HeatmapPlot::mousePressEvent(QMouseEvent* event) {
    pressed_ = event->position();
    doubleClicked_ = false;
    draggingLine_ = event->button() == Qt::LeftButton && isOnFreezeLine(pressed_);
    if (draggingLine_) return event->accept();
    Plot::mousePressEvent(event);
}

void HeatmapPlot::mouseMoveEvent(QMouseEvent* event) {
    if (draggingLine_) return moveFreezeLine(lineAt(event->position().y()));
    const bool onLine = isOnFreezeLine(event->position());
    const bool onBracket = bracketAt(event->position()).has_value();
    setCursor(onLine ? Qt::SplitVCursor : onBracket ? Qt::PointingHandCursor : Qt::ArrowCursor);
    Plot::mouseMoveEvent(event);
}

/// A cell is picked once it is sure that no second click follows: that would show everything.
void HeatmapPlot::mouseReleaseEvent(QMouseEvent* event) {
    if (std::exchange(draggingLine_, false)) return event->accept();
    Plot::mouseReleaseEvent(event);
    const bool clicked = (event->position() - pressed_).manhattanLength() < 4 && !doubleClicked_;
    if (!clicked || event->button() != Qt::LeftButton) return;
    if (const auto stage = bracketAt(event->position())) return emit stageToggled(QString::fromStdString(*stage));
    if (mapRow_ >= 0) return setCurrent(Cell{static_cast<std::size_t>(mapRow_), column_});
    if (!current_) return;
    clicked_ = *current_;
    click_.start(QApplication::doubleClickInterval());
}

void HeatmapPlot::mouseDoubleClickEvent(QMouseEvent* event) {
    click_.stop();
    doubleClicked_ = true;
    Plot::mouseDoubleClickEvent(event);
}

} // namespace lightcl
