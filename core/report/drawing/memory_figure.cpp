#include "report/drawing/memory_figure.h"

#include "base/units.h"
#include "figures/ticks.h"

#include <algorithm>
#include <fmt/format.h>

namespace lightcl {

namespace {

constexpr double kBarsLeft = 122;
constexpr double kPlotWidth = 500;
constexpr double kBarsTop = 38;
constexpr double kBarHeight = 24;
constexpr double kRowHeight = 33;
constexpr double kBarsBelow = 36;

const Color kBarsGrid = colorFromHex(0xDDDDDD);
const Color kBarsAxis = colorFromHex(0x666666);

bool isShown(const std::vector<MemoryBar>& bars, MemoryCategory category) {
    if (category == MemoryCategory::Measuring) return false;
    return std::any_of(bars.begin(), bars.end(), [category](const auto& bar) { return bar.bytes[category] > 0; });
}

double mebibytes(std::int64_t bytes) {
    return static_cast<double>(bytes) / kMiB;
}

void drawLegend(Canvas& canvas, const std::vector<MemoryBar>& bars) {
    constexpr double square = 10;
    const TextStyle style{.size = 10.5};
    double x = 14;
    for (const auto category : kMemoryCategories) {
        if (!isShown(bars, category)) continue;
        const std::string name(toString(category));
        canvas.fill({x, 14, square, square}, colorFromHex(categoryRgb(category)));
        canvas.outline({x, 14, square, square}, kBarsAxis, 0.4);
        canvas.text({x + square + 5, 14 + square / 2}, name, style);
        x += square + 5 + canvas.textWidth(name, style) + 15;
    }
}

void drawAxis(Canvas& canvas, const std::vector<double>& ticks, double bottom) {
    for (const auto tick : ticks) {
        const auto x = kBarsLeft + kPlotWidth * tick / ticks.back();
        canvas.line({x, kBarsTop - 4}, {x, bottom}, kBarsGrid, 0.7);
        canvas.text({x, bottom + 5}, tickText(tick, ticks[1]), {.size = 10, .horizontal = 0.5, .vertical = 0});
    }
    canvas.line({kBarsLeft, bottom}, {kBarsLeft + kPlotWidth, bottom}, kBarsAxis, 0.8);
    canvas.line({kBarsLeft, kBarsTop - 4}, {kBarsLeft, bottom}, kBarsAxis, 0.8);
    canvas.text({kBarsLeft + kPlotWidth / 2, bottom + 20}, "peak memory of tensors (MiB)",
                {.size = 11, .horizontal = 0.5, .vertical = 0});
}

/// A bar's segments, each with its size in it where there is room, and the total behind.
void drawBar(Canvas& canvas, const MemoryBar& bar, double y, double maximum) {
    canvas.text({kBarsLeft - 8, y + kBarHeight / 2}, barLabel(bar), {.size = 11, .horizontal = 1});
    double x = kBarsLeft;
    for (const auto& piece : stackedPieces(bar.bytes)) {
        if (piece.category == MemoryCategory::Measuring) continue;
        const auto bytes = piece.to - piece.from;
        const auto color = colorFromHex(categoryRgb(piece.category));
        const auto width = kPlotWidth * mebibytes(bytes) / maximum;
        canvas.fill({x, y, width, kBarHeight}, color);
        canvas.line({x + width, y}, {x + width, y + kBarHeight}, colorFromHex(0xFFFFFF), 0.8);
        const auto number = fmt::format("{:.1f}", mebibytes(bytes));
        const TextStyle style{
            .size = 9.5, .color = colorFromHex(luma(color) < 0.5 ? 0xFFFFFF : 0x111111), .horizontal = 0.5};
        if (canvas.textWidth(number, style) + 6 < width)
            canvas.text({x + width / 2, y + kBarHeight / 2}, number, style);
        x += width;
    }
    canvas.text({x + 6, y + kBarHeight / 2}, formatBytes(bar.bytes.total()), {.size = 11, .bold = true});
}

void draw(Canvas& canvas, const std::vector<MemoryBar>& bars) {
    std::int64_t largest = 0;
    for (const auto& bar : bars) largest = std::max(largest, bar.bytes.total());
    const auto ticks = niceTicks(mebibytes(largest), 5);
    drawLegend(canvas, bars);
    drawAxis(canvas, ticks, kBarsTop + kRowHeight * static_cast<double>(bars.size()));
    double y = kBarsTop + (kRowHeight - kBarHeight) / 2 - 2;
    for (const auto& bar : bars) {
        drawBar(canvas, bar, y, ticks.back());
        y += kRowHeight;
    }
}

} // namespace

Figure memoryFigure(const RunReport& run) {
    const auto height = kBarsTop + kRowHeight * static_cast<double>(run.memory.size()) + kBarsBelow;
    return {kMemoryTitle, memoryCaption(run.memory), kFigureWidth, height, [bars = run.memory](Canvas& canvas) {
                if (!bars.empty()) draw(canvas, bars);
            }};
}

} // namespace lightcl
