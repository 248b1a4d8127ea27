// Figures for pgfplots that are made of cells and bars.
#include "base/units.h"
#include "figures/color.h"
#include "figures/course.h"
#include "figures/pgf_axis.h"
#include "figures/pgfplots.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace lightcl {

namespace {

/// A cell as a rectangle around the whole numbers of its column and row.
std::string cellAt(std::size_t column, std::size_t row, const std::string& color) {
    const auto left = static_cast<double>(column) - 0.5;
    const auto top = static_cast<double>(row) - 0.5;
    return fmt::format("\\path[fill={}] (axis cs:{},{}) rectangle (axis cs:{},{});\n", color, left, top, left + 1,
                       top + 1);
}

std::string tickOption(char axis, const std::vector<std::string>& names) {
    std::string at, labels;
    for (std::size_t index = 0; index < names.size(); ++index) {
        if (names[index].empty()) continue;
        at += fmt::format("{}{}", at.empty() ? "" : ",", index);
        labels += fmt::format("{}{{{}}}", labels.empty() ? "" : ",", names[index]);
    }
    return fmt::format("{0}tick={{{1}}}, {0}ticklabels={{{2}}}, ", axis, at, labels);
}

/// As many names as have room, the others empty.
std::vector<std::string> thinned(std::vector<std::string> names, double lengthCm, double eachPoints) {
    const double fit = std::max(1.0, lengthCm / 2.54 * 72.27 / eachPoints);
    const auto step = static_cast<std::size_t>(std::ceil(static_cast<double>(names.size()) / fit));
    for (std::size_t index = 0; index < names.size(); ++index)
        if (step > 1 && index % step != 0) names[index].clear();
    return names;
}

std::string cellAxis(std::size_t columns, std::size_t rows) {
    return fmt::format("xmin=-0.5, xmax={}, ymin=-0.5, ymax={}, y dir=reverse, tick style={{draw=none}}, ",
                       static_cast<double>(columns) - 0.5, static_cast<double>(rows) - 0.5);
}

/// The scale beside the cells; of a logarithmic one the powers of ten.
std::string colorBar(const ColorScale& colors, Palette palette, const std::string& title, const PgfStyle& style) {
    constexpr int stops = 16;
    std::string map;
    for (int stop = 0; stop <= stops; ++stop) {
        const Color color = paletteColor(palette, static_cast<double>(stop) / stops);
        const double grey = luma(color);
        const Color shown = style.grey ? Color{grey, grey, grey} : color;
        map += fmt::format("rgb({}cm)=({:.4f},{:.4f},{:.4f}) ", stop, shown.red, shown.green, shown.blue);
    }
    const auto end = [&](double value) { return pgfNumber(colors.logarithmic ? std::log10(value) : value); };
    return fmt::format("colormap={{lightcl}}{{{}}}, colorbar, point meta min={}, point meta max={}, "
                       "colorbar style={{font=\\fontsize{{{}}}{{{}}}\\selectfont, ylabel={{{}}}{}}}, ",
                       map, end(colors.lower), end(colors.upper), pgfNumber(style.points),
                       pgfNumber(style.points * 1.2), pgfText(title, style),
                       colors.logarithmic ? ", yticklabel={$10^{\\pgfmathprintnumber{\\tick}}$}" : "");
}

} // namespace

std::string pgfGrid(const PgfGrid& figure, const PgfStyle& style) {
    const auto& grid = figure.grid;
    const auto& columns = grid.columns();
    std::vector<std::string> columnNames, rowNames;
    for (const auto& position : columns)
        columnNames.push_back(pgfText(fmt::format("{}.{}", position.task, position.epoch), style));
    for (const auto& layer : grid.layers()) rowNames.push_back(pgfText(layer, style));
    const bool hasScale = !figure.scaleTitle.empty() && !figure.colors.allZero;
    auto text = pgfHead(figure.title);
    text += fmt::format("\\begin{{axis}}[{}{}{}{}{}{}xlabel={{{}}}]\n", pgfSize(style, hasScale ? 0.85 : 1),
                        pgfTitle(figure.title, style), cellAxis(columns.size(), rowNames.size()),
                        tickOption('x', thinned(columnNames, style.widthCm * 0.5, style.points * 2.2)),
                        tickOption('y', thinned(rowNames, style.heightCm * 0.7, style.points * 1.1)),
                        hasScale ? colorBar(figure.colors, figure.palette, figure.scaleTitle, style) : std::string(),
                        pgfText("after task.epoch", style));
    for (std::size_t row = 0; row < rowNames.size(); ++row)
        for (std::size_t column = 0; column < columns.size(); ++column) {
            const double value = grid.at({row, column});
            if (!std::isnan(value)) text += cellAt(column, row, pgfColor(figure.colorOf(value), style));
        }
    return text + "\\end{axis}\n" + pgfFoot();
}

std::string pgfMatrix(const AccuracyMatrix& matrix, const std::string& title, const PgfStyle& style) {
    const int first = matrix.firstTrainedTask();
    const auto rows = static_cast<std::size_t>(matrix.tasks() - first + 1);
    std::vector<std::string> columnNames, rowNames;
    for (int task = 1; task <= matrix.tasks(); ++task) columnNames.push_back(std::to_string(task));
    for (int task = first; task <= matrix.tasks(); ++task)
        rowNames.push_back(task == 0 ? pgfText("untrained", style) : std::to_string(task));
    auto text = pgfHead(title);
    text += fmt::format("\\begin{{axis}}[{}{}{}{}{}xlabel={{{}}}, ylabel={{{}}}]\n", pgfSize(style, 1),
                        pgfTitle(title, style), cellAxis(columnNames.size(), rows), tickOption('x', columnNames),
                        tickOption('y', rowNames), pgfText("accuracy on task", style), pgfText("after task", style));
    for (int trained = first; trained <= matrix.tasks(); ++trained)
        for (int task = 1; task <= matrix.tasks(); ++task) {
            const auto accuracy = matrix.at(trained, task);
            if (!accuracy) continue;
            const auto column = static_cast<std::size_t>(task - 1);
            const auto row = static_cast<std::size_t>(trained - first);
            const Color color = viridis(*accuracy);
            text += cellAt(column, row, pgfColor(color, style));
            text += fmt::format("\\node[text={}] at (axis cs:{},{}) {{{:.1f}}};\n",
                                luma(color) < 0.5 ? "white" : "black", column, row, *accuracy * 100);
        }
    return text + "\\end{axis}\n" + pgfFoot();
}

std::string pgfMemory(const std::vector<MemoryBar>& bars, const std::vector<std::string>& labels,
                      const std::string& title, std::int64_t budgetBytes, const PgfStyle& style) {
    std::vector<std::string> rowNames;
    for (const auto& label : labels) rowNames.push_back(pgfText(label, style));
    auto text = pgfHead(title);
    text += fmt::format("\\begin{{axis}}[{}{}xbar stacked, xmin=0, y dir=reverse, {}xlabel={{{}}}, xmajorgrids, "
                        "legend columns=3, bar width=8pt, enlarge y limits={{abs=0.6}}]\n",
                        pgfSize(style, 1), pgfTitle(title, style), tickOption('y', rowNames), pgfText("MiB", style));
    std::size_t drawn = 0;
    for (const auto category : kMemoryCategories) {
        std::string points;
        bool any = false;
        for (std::size_t row = 0; row < bars.size(); ++row) {
            const auto bytes = bars[row].bytes[category];
            any = any || bytes > 0;
            points += fmt::format("({},{}) ", pgfNumber(static_cast<double>(bytes) / kMiB), row);
        }
        if (!any) continue;
        text += fmt::format("\\addplot[draw=black!60, {}] coordinates {{{}}};\n",
                            pgfColorOption("fill", colorFromHex(categoryRgb(category)), drawn++, style), points);
        if (style.legend)
            text += fmt::format("\\addlegendentry{{{}}}\n", pgfText(std::string(toString(category)), style));
    }
    if (budgetBytes > 0)
        text += fmt::format("\\draw[densely dashed, red] ({{axis cs:{0},0}} |- {{rel axis cs:0,0}}) -- "
                            "({{axis cs:{0},0}} |- {{rel axis cs:0,1}});\n",
                            pgfNumber(static_cast<double>(budgetBytes) / kMiB));
    return text + "\\end{axis}\n" + pgfFoot();
}

} // namespace lightcl
