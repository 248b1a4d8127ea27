#include "report/drawing/heatmap_figure.h"

#include "figures/ticks.h"
#include "report/drawing/task_axis.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <string_view>

namespace lightcl {

namespace {

constexpr double kHeatmapTop = 30;
constexpr double kHeatmapPanelGap = 16;
constexpr double kRightMargin = 16;
constexpr double kHeatmapBelow = 76; ///< task numbers, axis title, colour bar and its numbers

const Color kAbsent = colorFromHex(0xE4E4E4);
const Color kHeatmapAxis = colorFromHex(0x666666);

/// How a metric is coloured: stability and generalizability are shares of 1, plasticity has no natural end.
struct Scale {
    std::string title;
    Color (*color)(double);
    double maximum = 1;
};

double largestValue(const LayerHeatmap& heatmap) {
    double largest = 0;
    for (const auto& series : heatmap.values)
        for (const auto& value : series) largest = std::max(largest, value.value_or(0));
    return largest > 0 ? largest : 1;
}

Scale scaleOf(const LayerHeatmap& heatmap) {
    if (heatmap.metric == "learning_plasticity") return {"learning plasticity", viridis, largestValue(heatmap)};
    if (heatmap.metric == "memory_stability") return {"memory stability", cividis, 1};
    return {heatmap.metric, cividis, 1};
}

double rowHeight(std::size_t layers) {
    constexpr double plotHeight = 240;
    return std::clamp(plotHeight / static_cast<double>(std::max<std::size_t>(layers, 1)), 4.0, 22.0);
}

class HeatmapPanel {
public:
    HeatmapPanel(const LayerHeatmap& heatmap, const Box& box)
        : heatmap_(heatmap), scale_(scaleOf(heatmap)), box_(box), axis_(heatmap.moments, box.x, box.width) {}

    void draw(Canvas& canvas) const {
        canvas.text({box_.x, 14}, scale_.title, {.size = 12, .bold = true});
        drawCells(canvas);
        drawTaskBorders(canvas);
        canvas.outline(box_, kHeatmapAxis, 0.8);
        axis_.drawLabels(canvas, box_.bottom(), "after epochs of task");
        drawScale(canvas);
    }

private:
    void drawCells(Canvas& canvas) const {
        canvas.fill(box_, kAbsent);
        const auto height = box_.height / static_cast<double>(heatmap_.layers.size());
        // Cells reach a little under their right and lower neighbours, or viewers show the page between them.
        constexpr double overlap = 0.4;
        for (std::size_t layer = 0; layer < heatmap_.layers.size(); ++layer) {
            const auto y = box_.y + height * static_cast<double>(layer);
            for (std::size_t moment = 0; moment < axis_.size(); ++moment) {
                const auto& value = heatmap_.values[layer][moment];
                const auto x = axis_.left(moment);
                const Box cell{x, y, std::min(axis_.columnWidth() + overlap, box_.right() - x),
                               std::min(height + overlap, box_.bottom() - y)};
                canvas.fill(cell, value ? scale_.color(*value / scale_.maximum) : kAbsent);
            }
        }
    }

    void drawTaskBorders(Canvas& canvas) const {
        for (std::size_t i = 1; i < axis_.tasks().size(); ++i) {
            const auto x = axis_.left(axis_.tasks()[i].begin);
            canvas.line({x, box_.y}, {x, box_.bottom()}, colorFromHex(0xFFFFFF), 1.2);
        }
    }

    void drawScale(Canvas& canvas) const {
        constexpr int steps = 64;
        constexpr double barHeight = 9;
        const auto top = box_.bottom() + 40;
        const auto step = box_.width / steps;
        for (int i = 0; i < steps; ++i) {
            const auto width = i + 1 < steps ? step + 0.4 : step;
            canvas.fill({box_.x + step * i, top, width, barHeight}, scale_.color(i / (steps - 1.0)));
        }
        canvas.outline({box_.x, top, box_.width, barHeight}, kHeatmapAxis, 0.6);
        const auto numberTop = top + barHeight + 5;
        canvas.text({box_.x, numberTop}, "0", {.size = 10, .vertical = 0});
        canvas.text({box_.right(), numberTop}, fmt::format("{:.3g}", scale_.maximum),
                    {.size = 10, .horizontal = 1, .vertical = 0});
    }

    const LayerHeatmap& heatmap_;
    Scale scale_;
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
    const auto every = static_cast<std::size_t>(std::max(1.0, std::ceil(style.size * 1.05 / height)));
    for (std::size_t layer = 0; layer < layers.size(); layer += every) {
        canvas.text({right, kHeatmapTop + height * (static_cast<double>(layer) + 0.5)}, layers[layer], style);
    }
}

void draw(Canvas& canvas, const std::vector<LayerHeatmap>& heatmaps) {
    const auto& layers = heatmaps.front().layers;
    const auto height = rowHeight(layers.size());
    const auto style = layerStyle(height);
    const auto left = labelWidth(canvas, layers, style) + 16;
    const auto count = static_cast<double>(heatmaps.size());
    const auto width = (kFigureWidth - kRightMargin - left - kHeatmapPanelGap * (count - 1)) / count;
    drawLayerNames(canvas, layers, left - 6, height, style);
    auto x = left;
    for (const auto& heatmap : heatmaps) {
        HeatmapPanel(heatmap, {x, kHeatmapTop, width, height * static_cast<double>(layers.size())}).draw(canvas);
        x += width + kHeatmapPanelGap;
    }
}

} // namespace

Figure heatmapFigure(const RunReport& run) {
    const auto layers = run.heatmaps.empty() ? 0 : run.heatmaps.front().layers.size();
    const auto height = kHeatmapTop + rowHeight(layers) * static_cast<double>(layers) + kHeatmapBelow;
    return {
        "Layer metrics",
        "Layers from the input (top) to the head, over epochs grouped by task. Plasticity: norm of the task's gradient "
        "over the weights' norm. Stability: how little the features of earlier tasks' samples have moved, 1 = not at "
        "all. Generalizability: stability × (1 - plasticity / largest plasticity). Grey: no earlier task yet.",
        kFigureWidth, height, [heatmaps = run.heatmaps](Canvas& canvas) {
            if (!heatmaps.empty()) draw(canvas, heatmaps);
        }};
}

} // namespace lightcl
