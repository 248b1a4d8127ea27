#include "report/drawing/accuracy_figure.h"

#include "figures/course.h"
#include "figures/ticks.h"
#include "text/display_width.h"

#include <algorithm>

namespace lightcl {

namespace {

constexpr double kPanelsTop = 36;
constexpr double kPlotHeight = 144;
constexpr double kPanelsLeft = 34;
constexpr double kPanelWidth = 318;
constexpr double kPanelGap = 40;
constexpr double kPanelsBelow = 36;

const Color kPanelsGrid = colorFromHex(0xDDDDDD);
const Color kTaskBand = colorFromHex(0xF5F5F5);
const Color kPanelsAxis = colorFromHex(0x666666);
const Color kInk = colorFromHex(0x141414);

constexpr double kLegendRow = 17;
constexpr double kLegendText = 23; ///< from an entry's line to its text
constexpr double kLegendGap = 24;
constexpr double kLegendSpace = 14; ///< around the legend, together

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

std::vector<std::string> namesOf(const CurvesFigure& figure) {
    std::vector<std::string> names;
    names.reserve(figure.curves.size());
    for (const auto& curve : figure.curves) names.push_back(curve.name);
    return names;
}

/// The curves that have an entry in the legend: those of the panel that has more.
const CurvesFigure& namedCurves(const AccuracyFigures& figures) {
    return figures.classIl.curves.size() > figures.taskIl.curves.size() ? figures.classIl : figures.taskIl;
}

/// Paints a CurvesFigure's frame and curves into its box of the page.
class CurvesPainter {
public:
    CurvesPainter(Canvas& canvas, const CurvesFigure& figure, double left)
        : canvas_(canvas), figure_(figure), box_{left, kPanelsTop, kPanelWidth, kPlotHeight},
          range_(figure.left.range.value_or(kPercentRange)) {}

    void draw() const {
        drawFrame();
        std::vector<double> widths;
        for (const auto& curve : figure_.curves) widths.push_back(curve.width);
        for (const auto& curve : figure_.curves) drawDeviation(curve);
        for (const auto index : drawingOrder(widths)) drawCurve(figure_.curves[index]);
    }

private:
    [[nodiscard]] double xOf(double x) const { return box_.x + box_.width * x / figure_.tasks; }
    [[nodiscard]] double yOf(double y) const {
        const double share = std::clamp((y - range_.first) / (range_.second - range_.first), 0.0, 1.0);
        return box_.y + box_.height * (1 - share);
    }

    void drawFrame() const {
        canvas_.text({box_.x, 13}, figure_.left.title, {.size = 12, .bold = true});
        for (int task = 1; task <= figure_.tasks; task += 2)
            canvas_.fill({xOf(task - 1), box_.y, xOf(1) - xOf(0), box_.height}, kTaskBand);
        const auto ticks = ticksWithin(range_.first, range_.second, 5);
        for (const auto tick : ticks) {
            canvas_.line({box_.x, yOf(tick)}, {box_.right(), yOf(tick)}, kPanelsGrid, 0.7);
            canvas_.text({box_.x - 6, yOf(tick)}, tickText(tick, ticks.size() > 1 ? ticks[1] - ticks[0] : 1),
                         {.size = 10, .horizontal = 1});
        }
        canvas_.outline(box_, kPanelsAxis, 0.8);
        drawCourse();
    }

    void drawCourse() const {
        const TextStyle below{.size = 10, .horizontal = 0.5, .vertical = 0};
        const TextStyle above{.size = 10, .color = kPanelsAxis, .horizontal = 0.5, .vertical = 1};
        const auto labels =
            courseLabels(figure_.tasks, figure_.epochs, {0, static_cast<double>(figure_.tasks)}, box_.width,
                         [&](const std::string& text) { return canvas_.textWidth(text, below); });
        for (const auto& label : labels.epochs) canvas_.text({xOf(label.at), box_.bottom() + 4}, label.text, below);
        for (const auto& label : labels.tasks) canvas_.text({xOf(label.at), box_.y - 4}, label.text, above);
        canvas_.text({box_.x + box_.width / 2, box_.bottom() + 18}, labels.title, below);
    }

    void drawDeviation(const FigureCurve& curve) const {
        if (curve.deviation.empty()) return;
        std::vector<Point> outline;
        for (std::size_t i = 0; i < curve.x.size(); ++i)
            outline.push_back({xOf(curve.x[i]), yOf(curve.y[i] + bandAt(curve, i))});
        for (std::size_t i = curve.x.size(); i-- > 0;)
            outline.push_back({xOf(curve.x[i]), yOf(curve.y[i] - bandAt(curve, i))});
        canvas_.polygon(outline, curve.color.value_or(kInk), kBandOpacity);
    }

    void drawCurve(const FigureCurve& curve) const {
        const auto color = curve.color.value_or(kInk);
        std::vector<Point> points;
        for (std::size_t i = 0; i < curve.x.size(); ++i) {
            points.push_back({xOf(curve.x[i]), yOf(curve.y[i])});
            if (curve.dots) canvas_.disc(points.back(), dotDiameter(curve.width) / 2, color);
        }
        canvas_.polyline(points, color, curve.width);
    }

    Canvas& canvas_;
    const CurvesFigure& figure_;
    Box box_;
    std::pair<double, double> range_;
};

void drawLegend(Canvas& canvas, const CurvesFigure& figure) {
    constexpr std::size_t widest = 108; // columns of text that the figure's width holds
    const auto names = namesOf(figure);
    if (names.empty()) return;
    const auto rows = legendRows(names);
    const double columnWidth = (kFigureWidth - kPanelsLeft) / static_cast<double>(legendColumns(names));
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Point at = {kPanelsLeft + columnWidth * static_cast<double>(i / rows),
                          accuracyPanelsHeight() + kLegendSpace / 2 + kLegendRow * static_cast<double>(i % rows)};
        const auto& curve = figure.curves[i];
        canvas.line(at, {at.x + 18, at.y}, curve.color.value_or(kInk), curve.width);
        canvas.text({at.x + kLegendText, at.y}, shortened(names[i], widest), {.size = 10});
    }
}

} // namespace

double accuracyPanelsHeight() {
    return kPanelsTop + kPlotHeight + kPanelsBelow;
}

double accuracyLegendHeight(const std::vector<std::string>& texts) {
    return kLegendSpace + kLegendRow * static_cast<double>(legendRows(texts));
}

Figure accuracyFigure(const AccuracyFigures& figures) {
    const double height = accuracyPanelsHeight() + accuracyLegendHeight(namesOf(namedCurves(figures)));
    return {figures.taskIl.title, figures.taskIl.caption, kFigureWidth, height, [figures](Canvas& canvas) {
                CurvesPainter(canvas, figures.classIl, kPanelsLeft).draw();
                CurvesPainter(canvas, figures.taskIl, kPanelsLeft + kPanelWidth + kPanelGap).draw();
                drawLegend(canvas, namedCurves(figures));
            }};
}

} // namespace lightcl
