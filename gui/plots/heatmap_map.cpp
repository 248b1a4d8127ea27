// The network map beside HeatmapPlot's grids.
#include "base/units.h"
#include "plots/heatmap_plot.h"

#include <QSharedPointer>
#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

constexpr double kBlockShare = 0.84; ///< of a row's height

/// The largest of both sides of the map, which share one scale.
struct MapReach {
    double weights = 0;
    double activations = 0;
    [[nodiscard]] double total() const { return weights + activations; }
};

MapReach reachOfMap(const std::vector<LayerFacts>& facts) {
    MapReach reach;
    for (const auto& row : facts) {
        reach.weights = std::max(reach.weights, static_cast<double>(row.weightBytes));
        reach.activations = std::max(reach.activations, static_cast<double>(row.activationBytes));
    }
    return reach;
}

/// Where weights and activations meet: each side is as wide as it needs, with room for its title.
double middleOfMap(const QRectF& area, const MapReach& reach) {
    const double share = reach.total() > 0 ? reach.weights / reach.total() : 0.5;
    return area.left() + area.width() * std::clamp(share, 0.3, 0.7);
}

} // namespace

bool HeatmapPlot::hasMap() const {
    return map_ != nullptr;
}

void HeatmapPlot::buildMap() {
    map_ = new QCPAxisRect(this, false);
    grids_->addElement(0, static_cast<int>(panes_.size()), map_);
    map_->setMarginGroup(QCP::msTop | QCP::msBottom, axisRect()->marginGroup(QCP::msTop));
    auto* y = map_->addAxis(QCPAxis::atLeft);
    y->setRangeReversed(true);
    y->setTicks(false);
    y->setTickLabels(false);
    y->setBasePen(Qt::NoPen);
    y->grid()->setVisible(false);
    linkRanges(*yAxis, *y);
    map_->setRangeDrag(Qt::Vertical);
    map_->setRangeZoom(Qt::Vertical);
    map_->setRangeDragAxes(nullptr, y);
    map_->setRangeZoomAxes(nullptr, y);
    new MarginLayer(*map_, "map", [this](QCPPainter& painter) { paintMap(painter); });
}

/// There is a map where the network is known and the grids keep room enough.
void HeatmapPlot::fitMap() {
    const auto panes = static_cast<int>(panes_.size());
    const bool wanted = content_.map && reachOfMap(content_.facts).total() > 0 && width() >= 500 + 150 * (panes - 1);
    if (wanted == hasMap()) {
        if (map_ != nullptr) {
            const int wide = std::clamp(width() / (4 + panes), 110, 260);
            if (map_->minimumSize().width() != wide) {
                map_->setMinimumSize(wide, 10);
                map_->setMaximumSize(wide, QWIDGETSIZE_MAX);
                drawSoon();
            }
        }
        return;
    }
    if (wanted) {
        buildMap();
    } else {
        grids_->remove(map_);
        map_ = nullptr;
        grids_->simplify();
    }
    drawSoon();
}

QRectF HeatmapPlot::mapBlock(std::size_t row) const {
    if (!hasMap() || row >= content_.facts.size()) return {};
    const auto reach = reachOfMap(content_.facts);
    const QRectF area(map_->rect());
    const double middle = middleOfMap(area, reach);
    const double scale = std::min((middle - area.left() - 2) / std::max(1.0, reach.weights),
                                  (area.right() - middle - 2) / std::max(1.0, reach.activations));
    const auto& facts = content_.facts[row];
    const auto wide = [&](std::int64_t bytes) {
        return bytes == 0 ? 0.0 : std::max(2.0, scale * static_cast<double>(bytes));
    };
    const auto cell = pixelRect(0, {row, 0}, {row, 0});
    const double high = std::max(1.0, cell.height() * kBlockShare);
    const double left = wide(facts.weightBytes);
    return {middle - left, cell.center().y() - high / 2, left + wide(facts.activationBytes), high};
}

/// Weights to the left of the middle, activations to the right; of a layer above the freeze line nothing is kept for a
/// backward, so that its activations are an outline.
void HeatmapPlot::paintMapBlock(QCPPainter& painter, std::size_t row, std::size_t column) const {
    const auto block = mapBlock(row);
    const double middle = middleOfMap(QRectF(map_->rect()), reachOfMap(content_.facts));
    const QRectF weights(block.topLeft(), QPointF(middle, block.bottom()));
    const QRectF activations(QPointF(middle + 1, block.top()), block.bottomRight());
    const auto& grid = content_.panes[std::min(pane_, content_.panes.size() - 1)].grid;
    const double value = column < grid.columns().size() && row < grid.layers().size() ? grid.at({row, column}) : NAN;
    const QBrush fill = std::isnan(value) ? QBrush(theme().hatch, Qt::BDiagPattern) : QBrush(colorOf(value));
    painter.setPen(QPen(mix(theme().background, theme().text, 0.35), 1));
    painter.setBrush(fill);
    painter.drawRect(weights);
    const bool frozen = hasFreezeLine() && content_.rows[row].stageIndex < *content_.freezeLine;
    if (frozen) painter.setBrush(Qt::NoBrush);
    if (frozen) painter.setPen(QPen(theme().mutedText, 1, Qt::DotLine));
    if (activations.width() >= 1) painter.drawRect(activations);
}

void HeatmapPlot::paintMap(QCPPainter& painter) const {
    if (!hasMap() || grid().empty()) return;
    const QRectF area(map_->rect());
    painter.setFont(font());
    const auto metrics = painter.fontMetrics();
    const double line = area.top() - metrics.height() - 3;
    const double middle = middleOfMap(area, reachOfMap(content_.facts));
    painter.setPen(theme().mutedText);
    const auto title = [&](double left, double wide, const QString& text, int align) {
        painter.drawText(QRectF(left, line, wide, metrics.height()), align | Qt::AlignVCenter,
                         metrics.elidedText(text, Qt::ElideRight, static_cast<int>(wide)));
    };
    title(area.left(), middle - area.left() - 3, tr("weights"), Qt::AlignRight);
    title(middle + 3, area.right() - middle - 3, tr("activations"), Qt::AlignLeft);
    painter.setClipRect(area.adjusted(0, -1, 0, 1));
    for (std::size_t row = 0; row < content_.facts.size(); ++row) paintMapBlock(painter, row, column_);
    painter.setPen(QPen(theme().axis, 1));
    painter.drawLine(QLineF(middle, area.top(), middle, area.bottom()));
    painter.setClipping(false);
}

} // namespace lightcl
