#include "figures/pgfplots.h"

#include "base/units.h"
#include "figures/course.h"
#include "figures/pgf_axis.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace lightcl {

namespace {

constexpr double kPointsOfPixel = 0.75; ///< widths of curves are in pixels of a screen with 96 an inch

std::string coordinates(const std::vector<double>& x, const std::vector<double>& y) {
    std::string text;
    for (std::size_t at = 0; at < x.size(); ++at)
        if (std::isfinite(y[at])) text += fmt::format("({},{}) ", pgfNumber(x[at]), pgfNumber(y[at]));
    return text;
}

/// The area between y - deviation and y + deviation, there and back.
std::string bandOf(const FigureCurve& curve, bool logarithmic) {
    std::string there, back;
    for (std::size_t at = 0; at < curve.x.size(); ++at) {
        const double half = bandAt(curve, at);
        const double low = curve.y[at] - half;
        if (!std::isfinite(curve.y[at]) || (logarithmic && low <= 0)) continue;
        there += fmt::format("({},{}) ", pgfNumber(curve.x[at]), pgfNumber(curve.y[at] + half));
        back = fmt::format("({},{}) ", pgfNumber(curve.x[at]), pgfNumber(low)) + back;
    }
    return there + back;
}

std::string curveOptions(const FigureCurve& curve, std::size_t index, const PgfStyle& style) {
    const auto* dashes = style.grey ? pgfDash(index) : "solid";
    auto options =
        fmt::format("{}, {}, line width={}pt", pgfColorOption("draw", curve.color.value_or(Color{}), index, style),
                    dashes, pgfNumber(curve.width * kPointsOfPixel * style.lineWidth));
    if (curve.dots)
        options += fmt::format(", mark=*, mark size={}pt, mark options={{solid, {}}}",
                               pgfNumber(dotDiameter(curve.width) * kPointsOfPixel / 2),
                               pgfColorOption("fill", curve.color.value_or(Color{}), index, style));
    return options;
}

std::string curvePlots(const CurvesFigure& figure, bool right, const PgfStyle& style) {
    const bool logarithmic = (right ? figure.right : figure.left).logarithmic;
    std::string text;
    for (std::size_t index = 0; index < figure.curves.size(); ++index) {
        const auto& curve = figure.curves[index];
        if (curve.rightAxis == right && !curve.deviation.empty())
            text += fmt::format("\\addplot[draw=none, {}, fill opacity={}, forget plot] coordinates {{{}}} -- cycle;\n",
                                pgfColorOption("fill", curve.color.value_or(Color{}), index, style), kBandOpacity,
                                bandOf(curve, logarithmic));
    }
    const bool named = style.legend && figure.curves.size() > 1;
    for (std::size_t index = 0; index < figure.curves.size(); ++index) {
        const auto& curve = figure.curves[index];
        if (curve.rightAxis != right) continue;
        text += fmt::format("\\addplot[{}] coordinates {{{}}};\n", curveOptions(curve, index, style),
                            coordinates(curve.x, curve.y));
        if (named && !right) text += fmt::format("\\addlegendentry{{{}}}\n", pgfText(curve.name, style));
    }
    return text;
}

std::string courseOptions(const CurvesFigure& figure, const ValueAxis& axis, const PgfStyle& style) {
    auto options = fmt::format("xmin=0, xmax={}, ", figure.tasks);
    if (axis.range)
        options += fmt::format("ymin={}, ymax={}, ", pgfNumber(axis.range->first), pgfNumber(axis.range->second));
    if (axis.logarithmic) options += "ymode=log, ";
    return options + fmt::format("ylabel={{{}}}, ", pgfText(axis.title, style));
}

/// A tick at each task's end, named as in the window.
std::string taskTicks(const CurvesFigure& figure, const PgfStyle& style) {
    std::string at, names;
    for (int task = 1; task <= figure.tasks; ++task) {
        at += fmt::format("{}{}", task == 1 ? "" : ",", task - 0.5);
        names += fmt::format("{}{}", task == 1 ? "" : ",", task);
    }
    std::string lines;
    for (int task = 1; task < figure.tasks; ++task) lines += fmt::format("{}{}", task == 1 ? "" : ",", task);
    return fmt::format("xtick={{{}}}, xticklabels={{{}}}, extra x ticks={{{}}}, extra x tick labels={{}}, "
                       "extra x tick style={{grid=major, tick style={{draw=none}}}}, xlabel={{{}}}, ",
                       at, names, lines, pgfText("task", style));
}

} // namespace

std::string pgfCurves(const CurvesFigure& figure, const PgfStyle& style) {
    const bool right = std::ranges::any_of(figure.curves, [](const auto& curve) { return curve.rightAxis; });
    auto text = pgfHead(figure.title);
    text +=
        fmt::format("\\begin{{axis}}[{}{}{}{}ymajorgrids, legend columns=2]\n", pgfSize(style, 1),
                    pgfTitle(figure.title, style), courseOptions(figure, figure.left, style), taskTicks(figure, style));
    text += curvePlots(figure, false, style) + "\\end{axis}\n";
    if (right)
        text +=
            fmt::format("\\begin{{axis}}[{}{}axis y line*=right, axis x line=none]\n{}\\end{{axis}}\n",
                        pgfSize(style, 1), courseOptions(figure, figure.right, style), curvePlots(figure, true, style));
    return text + pgfFoot();
}

std::string pgfScatter(const PgfScatter& scatter, const PgfStyle& style) {
    auto text = pgfHead(scatter.title);
    std::string rows;
    if (!scatter.rows.empty()) {
        std::string at, names;
        for (std::size_t row = 0; row < scatter.rows.size(); ++row) {
            at += fmt::format("{}{}", row == 0 ? "" : ",", row);
            names += fmt::format("{}{{{}}}", row == 0 ? "" : ",", pgfText(scatter.rows[row], style));
        }
        rows = fmt::format("y dir=reverse, ytick={{{}}}, yticklabels={{{}}}, ", at, names);
    }
    text += fmt::format("\\begin{{axis}}[{}{}{}xlabel={{{}}}, ylabel={{{}}}, clip=false, enlargelimits=0.12]\n",
                        pgfSize(style, 1), pgfTitle(scatter.title, style), rows, pgfText(scatter.xTitle, style),
                        pgfText(scatter.yTitle, style));
    if (scatter.front.size() > 1) {
        std::string line;
        for (const auto place : scatter.front)
            line += fmt::format("({},{}) ", pgfNumber(scatter.points[place].x), pgfNumber(scatter.points[place].y));
        text += fmt::format("\\addplot[black!50, dashed, {}, line width={}pt] coordinates {{{}}};\n",
                            scatter.firstHolds ? "const plot mark left" : "const plot mark right",
                            pgfNumber(0.8 * style.lineWidth), line);
    }
    for (std::size_t index = 0; index < scatter.points.size(); ++index) {
        const auto& point = scatter.points[index];
        const auto color = pgfColorOption("draw", point.color, index, style) + ", " +
                           pgfColorOption("fill", point.color, index, style);
        text += fmt::format("\\addplot[only marks, mark=*, {}{}, error bars/.cd, x dir={}, x explicit, y dir={}, "
                            "y explicit] coordinates {{({},{}) +- ({},{})}}",
                            color, point.dimmed ? ", opacity=0.4" : "", point.dx > 0 ? "both" : "none",
                            point.dy > 0 ? "both" : "none", pgfNumber(point.x), pgfNumber(point.y), pgfNumber(point.dx),
                            pgfNumber(point.dy));
        text += point.label.empty() ? ";\n"
                                    : fmt::format(" node[anchor=south west, inner sep=2pt, text=black] {{{}}};\n",
                                                  pgfText(point.label, style));
    }
    for (const auto& [at, name] : scatter.verticals)
        text += fmt::format("\\draw[densely dashed] ({{axis cs:{0},0}} |- {{rel axis cs:0,0}}) -- "
                            "({{axis cs:{0},0}} |- {{rel axis cs:0,1}}) node[anchor=south] {{{1}}};\n",
                            pgfNumber(at), pgfText(name, style));
    for (const auto& [at, name] : scatter.horizontals)
        text += fmt::format("\\draw[densely dashed] ({{rel axis cs:0,0}} |- {{axis cs:0,{0}}}) -- "
                            "({{rel axis cs:1,0}} |- {{axis cs:0,{0}}}) node[anchor=south east] {{{1}}};\n",
                            pgfNumber(at), pgfText(name, style));
    return text + "\\end{axis}\n" + pgfFoot();
}

} // namespace lightcl
