#include "report/drawing/heatmap_figure.h"

#include "figures/color_scale.h"
#include "report/drawing/task_axis.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace lightcl {

namespace {

constexpr double kHeatmapTop = 30;
constexpr double kHeatmapPanelGap = 16;
constexpr double kRightMargin = 16;
constexpr double kHeatmapBelow = 76; ///< task numbers, axis title, colour bar and its numbers

const Color kAbsent = colorFromHex(0xE4E4E4);
const Color kHeatmapAxis = colorFromHex(0x666666);

double rowHeight(std::size_t layers) {
    constexpr double plotHeight = 240;
    return std::clamp(plotHeight / static_cast<double>(std::max<std::size_t>(layers, 1)), 4.0, 22.0);
}

class HeatmapPanel {
public:
    HeatmapPanel(const LayerGrid& grid, const Box& box)
        : grid_(grid), metric_(*findLayerMetric(grid.metric())), scale_(colorScale(grid, metric_.scale, true)),
          box_(box), axis_(grid.columns(), box.x, box.width) {}

    void draw(Canvas& canvas) const {
        canvas.text({box_.x, 14}, std::string(metric_.title), {.size = 12, .bold = true});
        drawCells(canvas);
        drawTaskBorders(canvas);
        canvas.outline(box_, kHeatmapAxis, 0.8);
        axis_.drawLabels(canvas, box_.bottom(), "after epochs of task");
        drawScale(canvas);
    }

private:
    [[nodiscard]] Color colorOf(double value) const {
        if (std::isnan(value)) return kAbsent;
        if (scale_.isZero(value)) return colorFromHex(kZeroRgb);
        return mapColor(metric_, scale_.position(value));
    }

    void drawCells(Canvas& canvas) const {
        std::vector<Color> colors;
        for (std::size_t layer = 0; layer < grid_.layers().size(); ++layer)
            for (std::size_t column = 0; column < axis_.size(); ++column)
                colors.push_back(colorOf(grid_.at({layer, column})));
        canvas.cells(box_, axis_.size(), colors);
    }

    void drawTaskBorders(Canvas& canvas) const {
        for (std::size_t i = 1; i < axis_.tasks().size(); ++i) {
            const auto x = axis_.left(axis_.tasks()[i].begin);
            canvas.line({x, box_.y}, {x, box_.bottom()}, colorFromHex(0xFFFFFF), 1.2);
        }
    }

    void drawScale(Canvas& canvas) const {
        constexpr double barHeight = 9;
        const auto top = box_.bottom() + 40;
        const auto numberTop = top + barHeight + 5;
        double left = box_.x;
        if (scale_.marksZeros) {
            canvas.fill({left, top, barHeight, barHeight}, colorFromHex(kZeroRgb));
            canvas.outline({left, top, barHeight, barHeight}, kHeatmapAxis, 0.6);
            canvas.text({left, numberTop}, scale_.allZero ? "0: all values" : "0", {.size = 10, .vertical = 0});
            left += barHeight + 14;
        }
        if (scale_.allZero) return;
        constexpr int steps = 64;
        const auto width = box_.right() - left;
        std::vector<Color> colors;
        for (int i = 0; i < steps; ++i) colors.push_back(mapColor(metric_, i / (steps - 1.0)));
        canvas.cells({left, top, width, barHeight}, colors.size(), colors);
        canvas.outline({left, top, width, barHeight}, kHeatmapAxis, 0.6);
        canvas.text({left, numberTop}, fmt::format("{:.3g}", scale_.lower), {.size = 10, .vertical = 0});
        canvas.text({box_.right(), numberTop}, fmt::format("{:.3g}", scale_.upper),
                    {.size = 10, .horizontal = 1, .vertical = 0});
        if (scale_.logarithmic)
            canvas.text({left + width / 2, numberTop}, "logarithmic", {.size = 10, .horizontal = 0.5, .vertical = 0});
    }

    const LayerGrid& grid_;
    const LayerMetric& metric_;
    ColorScale scale_;
    Box box_;
    TaskAxis axis_;
};

TextStyle layerStyle(double height) {
    return {.size = std::clamp(height * 0.85, 8.0, 10.5), .horizontal = 1};
}

double labelWidth(const Canvas& canvas, const std::vector<std::string>& layers, const TextStyle& style) {
    double width = 0;
    for (const auto& layer : layers) width = std::max(width, canvas.textWidth(layer, style));
    return width;
}

void drawLayerNames(Canvas& canvas, const std::vector<std::string>& layers, double right, double height,
                    const TextStyle& style) {
    const auto every = labelledRowStep(style.size * 1.05, height);
    for (std::size_t layer = 0; layer < layers.size(); layer += every) {
        canvas.text({right, kHeatmapTop + height * (static_cast<double>(layer) + 0.5)}, layers[layer], style);
    }
}

void draw(Canvas& canvas, const std::vector<LayerGrid>& grids) {
    const auto& layers = grids.front().layers();
    const auto height = rowHeight(layers.size());
    const auto style = layerStyle(height);
    const auto left = labelWidth(canvas, layers, style) + 16;
    const auto count = static_cast<double>(grids.size());
    const auto width = (kFigureWidth - kRightMargin - left - kHeatmapPanelGap * (count - 1)) / count;
    drawLayerNames(canvas, layers, left - 6, height, style);
    auto x = left;
    for (const auto& grid : grids) {
        HeatmapPanel(grid, {x, kHeatmapTop, width, height * static_cast<double>(layers.size())}).draw(canvas);
        x += width + kHeatmapPanelGap;
    }
}

} // namespace

Figure heatmapFigure(const RunReport& run) {
    const auto layers = run.heatmaps.empty() ? 0 : run.heatmaps.front().layers().size();
    const auto height = kHeatmapTop + rowHeight(layers) * static_cast<double>(layers) + kHeatmapBelow;
    return {kLayerMetricsTitle, layerMetricsCaption(run.heatmaps), kFigureWidth, height,
            [heatmaps = run.heatmaps](Canvas& canvas) {
                if (!heatmaps.empty()) draw(canvas, heatmaps);
            }};
}

} // namespace lightcl
