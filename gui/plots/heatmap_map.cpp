// The network map beside HeatmapPlot's grids.
#include "base/units.h"
#include "plots/heatmap_plot.h"

#include <QSharedPointer>
#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

constexpr double kBlockShare = 0.84; ///< of a row's height

std::int64_t mostBytes(const std::vector<LayerFacts>& facts) {
    std::int64_t most = 0;
    for (const auto& row : facts) most = std::max({most, row.weightBytes, row.activationBytes});
    return most;
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
    const bool wanted = content_.map && mostBytes(content_.facts) > 0 && width() >= 500 + 150 * (panes - 1);
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
    const double most = static_cast<double>(mostBytes(content_.facts));
    const QRectF area(map_->rect());
    const double half = area.width() / 2 - 2;
    const auto& facts = content_.facts[row];
    const auto wide = [&](std::int64_t bytes) {
        return bytes == 0 ? 0.0 : std::max(2.0, half * static_cast<double>(bytes) / most);
    };
    const auto cell = pixelRect(0, {row, 0}, {row, 0});
    const double high = std::max(1.0, cell.height() * kBlockShare);
    const double left = wide(facts.weightBytes);
    return {area.center().x() - left, cell.center().y() - high / 2, left + wide(facts.activationBytes), high};
}

/// Weights to the left of the middle, activations to the right; of a layer above the freeze line nothing is kept for a
/// backward, so that its activations are an outline.
void HeatmapPlot::paintMapBlock(QCPPainter& painter, std::size_t row, std::size_t column) const {
    const auto block = mapBlock(row);
    const double middle = QRectF(map_->rect()).center().x();
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
    const double half = area.width() / 2;
    painter.setPen(theme().mutedText);
    const auto title = [&](double left, const QString& text, int align) {
        painter.drawText(QRectF(left, line, half - 3, metrics.height()), align | Qt::AlignVCenter,
                         metrics.elidedText(text, Qt::ElideRight, static_cast<int>(half) - 3));
    };
    title(area.left(), tr("weights"), Qt::AlignRight);
    title(area.center().x() + 3, tr("activations"), Qt::AlignLeft);
    painter.setClipRect(area.adjusted(0, -1, 0, 1));
    for (std::size_t row = 0; row < content_.facts.size(); ++row) paintMapBlock(painter, row, column_);
    painter.setPen(QPen(theme().axis, 1));
    painter.drawLine(QLineF(area.center().x(), area.top(), area.center().x(), area.bottom()));
    painter.setClipping(false);
}

} // namespace lightcl
