#include "report/drawing/accuracy_panel.h"

#include "report/drawing/figure.h"
#include "text/display_width.h"

#include <algorithm>

namespace lightcl {

namespace {

constexpr double kPanelsTop = 28;
constexpr double kPlotHeight = 184;
constexpr double kPanelsLeft = 52;
constexpr double kPanelWidth = 262;
constexpr double kPanelGap = 30;
constexpr double kPanelsBelow = 36;
constexpr double kLegendLeft = kPanelsLeft + 2 * kPanelWidth + kPanelGap + 14;

const Color kPanelsGrid = colorFromHex(0xDDDDDD);
const Color kBand = colorFromHex(0xF5F5F5);
const Color kPanelsAxis = colorFromHex(0x666666);

double yOf(double accuracy) {
    return kPanelsTop + kPlotHeight * (1 - std::clamp(accuracy, 0.0, 1.0));
}

double leftOf(AccuracyPanel::Place place) {
    return place == AccuracyPanel::Place::Left ? kPanelsLeft : kPanelsLeft + kPanelWidth + kPanelGap;
}

constexpr double kLegendRow = 17;
constexpr double kLegendText = 23; ///< from an entry's line to its text
constexpr double kLegendGap = 24;
constexpr double kLegendSpace = 14; ///< around a legend below the plots, together

/// Columns for the widest entry. The height of a figure is wanted before there is a canvas to measure text on, so a
/// character is taken for as wide as a figure's digits and wide letters are.
std::size_t legendColumns(const std::vector<std::string>& texts) {
    constexpr double perCharacter = 5.8;
    std::size_t longest = 1;
    for (const auto& text : texts) longest = std::max(longest, displayWidth(text));
    const double entry = kLegendText + perCharacter * static_cast<double>(longest) + kLegendGap;
    return std::max<std::size_t>(1, static_cast<std::size_t>((kFigureWidth - kPanelsLeft) / entry));
}

std::size_t legendRows(const std::vector<std::string>& texts) {
    const auto columns = legendColumns(texts);
    return (texts.size() + columns - 1) / columns;
}

void drawEntry(Canvas& canvas, Point at, const LegendEntry& entry, std::size_t columns) {
    canvas.line(at, {at.x + 18, at.y}, entry.color, entry.width);
    canvas.text({at.x + kLegendText, at.y}, shortened(entry.text, columns), {.size = 10});
}

} // namespace

AccuracyPanel::AccuracyPanel(Place place, std::vector<RunPosition> moments)
    : place_(place), left_(leftOf(place)), axis_(std::move(moments), left_, kPanelWidth) {}

double AccuracyPanel::figureHeight() {
    return kPanelsTop + kPlotHeight + kPanelsBelow;
}

void AccuracyPanel::drawFrame(Canvas& canvas, const std::string& axisTitle) const {
    const bool isLeft = place_ == Place::Left;
    canvas.text({left_, 13}, isLeft ? "class-IL" : "task-IL", {.size = 12, .bold = true});
    if (isLeft) canvas.text({14, kPanelsTop + kPlotHeight / 2}, "accuracy (%)", {.horizontal = 0.5, .upwards = true});
    for (std::size_t i = 0; i < axis_.tasks().size(); i += 2) {
        const auto& task = axis_.tasks()[i];
        canvas.fill({axis_.left(task.begin), kPanelsTop, axis_.left(task.end) - axis_.left(task.begin), kPlotHeight},
                    kBand);
    }
    for (const int percent : {0, 20, 40, 60, 80, 100}) {
        const auto y = yOf(percent / 100.0);
        canvas.line({left_, y}, {left_ + kPanelWidth, y}, kPanelsGrid, 0.7);
        canvas.text({left_ - 6, y}, std::to_string(percent), {.size = 10, .horizontal = 1});
    }
    canvas.outline({left_, kPanelsTop, kPanelWidth, kPlotHeight}, kPanelsAxis, 0.8);
    axis_.drawLabels(canvas, kPanelsTop + kPlotHeight, axisTitle);
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
    constexpr auto rows = static_cast<std::size_t>(kPlotHeight / kLegendRow);
    constexpr std::size_t columns = 17; // what stands between the swatch and the figure's edge
    const auto every = std::max<std::size_t>(1, (entries.size() + rows - 1) / rows);
    auto y = kPanelsTop + 6;
    for (std::size_t i = 0; i < entries.size(); i += every) {
        drawEntry(canvas, {kLegendLeft, y}, entries[i], columns);
        y += kLegendRow;
    }
}

void drawAccuracyLegendBelow(Canvas& canvas, const std::vector<LegendEntry>& entries) {
    constexpr std::size_t widest = 108; // columns of text that the figure's width holds
    std::vector<std::string> texts;
    texts.reserve(entries.size());
    for (const auto& entry : entries) texts.push_back(entry.text);
    const auto rows = legendRows(texts);
    const double columnWidth = (kFigureWidth - kPanelsLeft) / static_cast<double>(legendColumns(texts));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::size_t column = i / rows;
        const Point at = {kPanelsLeft + columnWidth * static_cast<double>(column),
                          AccuracyPanel::figureHeight() + kLegendSpace / 2 +
                              kLegendRow * static_cast<double>(i % rows)};
        drawEntry(canvas, at, entries[i], widest);
    }
}

double accuracyLegendHeight(const std::vector<std::string>& texts) {
    return kLegendSpace + kLegendRow * static_cast<double>(legendRows(texts));
}

} // namespace lightcl
