#include "report/accuracy_panel.h"

#include "report/display_width.h"

#include <algorithm>

namespace lightcl {

namespace {

constexpr double kTop = 28;
constexpr double kPlotHeight = 184;
constexpr double kLeft = 52;
constexpr double kPanelWidth = 262;
constexpr double kPanelGap = 30;
constexpr double kBelow = 36;
constexpr double kLegendLeft = kLeft + 2 * kPanelWidth + kPanelGap + 14;

const Color kGrid = colorFromHex(0xDDDDDD);
const Color kBand = colorFromHex(0xF5F5F5);
const Color kAxis = colorFromHex(0x666666);

double yOf(double accuracy) {
    return kTop + kPlotHeight * (1 - std::clamp(accuracy, 0.0, 1.0));
}

double leftOf(AccuracyPanel::Place place) {
    return place == AccuracyPanel::Place::Left ? kLeft : kLeft + kPanelWidth + kPanelGap;
}

} // namespace

AccuracyPanel::AccuracyPanel(Place place, std::vector<RunPosition> moments)
    : place_(place), left_(leftOf(place)), axis_(std::move(moments), left_, kPanelWidth) {}

double AccuracyPanel::figureHeight() {
    return kTop + kPlotHeight + kBelow;
}

void AccuracyPanel::drawFrame(Canvas& canvas, const std::string& axisTitle) const {
    const bool isLeft = place_ == Place::Left;
    canvas.text({left_, 13}, isLeft ? "class-IL" : "task-IL", {.size = 12, .bold = true});
    if (isLeft) canvas.text({14, kTop + kPlotHeight / 2}, "accuracy (%)", {.horizontal = 0.5, .upwards = true});
    for (std::size_t i = 0; i < axis_.tasks().size(); i += 2) {
        const auto& task = axis_.tasks()[i];
        canvas.fill({axis_.left(task.begin), kTop, axis_.left(task.end) - axis_.left(task.begin), kPlotHeight}, kBand);
    }
    for (const int percent : {0, 20, 40, 60, 80, 100}) {
        const auto y = yOf(percent / 100.0);
        canvas.line({left_, y}, {left_ + kPanelWidth, y}, kGrid, 0.7);
        canvas.text({left_ - 6, y}, std::to_string(percent), {.size = 10, .horizontal = 1});
    }
    canvas.outline({left_, kTop, kPanelWidth, kPlotHeight}, kAxis, 0.8);
    axis_.drawLabels(canvas, kTop + kPlotHeight, axisTitle);
}

void AccuracyPanel::drawSeries(Canvas& canvas, const Series& series, Color color, double width) const {
    constexpr double roomForDots = 7;
    const bool dots = axis_.columnWidth() >= roomForDots;
    std::vector<Point> points;
    for (std::size_t i = 0; i < series.size(); ++i) {
        if (series[i]) points.push_back({axis_.center(i), yOf(*series[i])});
        if (series[i] && dots) canvas.disc(points.back(), width * 1.35, color);
        if (series[i] && i + 1 < series.size()) continue;
        canvas.polyline(points, color, width);
        points.clear();
    }
}

void AccuracyPanel::drawDeviation(Canvas& canvas, std::size_t moment, double mean, double deviation,
                                  Color color) const {
    constexpr double capHalf = 3;
    const auto x = axis_.center(moment);
    const auto low = yOf(mean - deviation);
    const auto high = yOf(mean + deviation);
    canvas.line({x, low}, {x, high}, color, 1.1);
    for (const auto y : {low, high}) canvas.line({x - capHalf, y}, {x + capHalf, y}, color, 1.1);
}

void drawAccuracyLegend(Canvas& canvas, const std::vector<LegendEntry>& entries) {
    constexpr double rowHeight = 17;
    constexpr auto rows = static_cast<std::size_t>(kPlotHeight / rowHeight);
    constexpr std::size_t columns = 17; // what stands between the swatch and the figure's edge
    const auto every = std::max<std::size_t>(1, (entries.size() + rows - 1) / rows);
    auto y = kTop + 6;
    for (std::size_t i = 0; i < entries.size(); i += every) {
        canvas.line({kLegendLeft, y}, {kLegendLeft + 18, y}, entries[i].color, entries[i].width);
        canvas.text({kLegendLeft + 23, y}, shortened(entries[i].text, columns), {.size = 10});
        y += rowHeight;
    }
}

} // namespace lightcl
