#pragma once

#include "figures/accuracy_course.h"
#include "figures/color_scale.h"
#include "figures/curves_figure.h"
#include "figures/layer_grid.h"
#include "figures/memory_bars.h"
#include "figures/palettes.h"
#include "figures/rank_diagram.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace lightcl {

/// How a figure written for LaTeX looks. Sizes are those of the whole picture.
struct PgfStyle {
    double widthCm = 8.5;
    double heightCm = 6.4;
    double points = 8;
    double lineWidth = 1; ///< times as wide as on the screen
    bool grey = false;    ///< greys, and dashes that tell curves apart
    bool title = false;
    bool legend = true;
    std::map<std::string, std::string> texts; ///< what stands in the place of a text; empty: nothing
};

/// What the functions below make is a file to \input: a tikzpicture for the package pgfplots, behind comments that say
/// what the document's preamble needs. Texts are escaped, numbers are the figure's own.

/// Curves over the course of runs with their bands, tasks apart by lines.
std::string pgfCurves(const CurvesFigure& figure, const PgfStyle& style);

/// Cells in their colours, beside them the scale that these come from; what was not measured is left white.
struct PgfGrid {
    std::string title;
    const LayerGrid& grid;
    std::function<Color(double)> colorOf;
    std::string scaleTitle; ///< empty: no scale
    ColorScale colors;
    Palette palette = Palette::Viridis;
};
std::string pgfGrid(const PgfGrid& figure, const PgfStyle& style);

/// Accuracies in percent, a row a trained task, printed into their cells.
std::string pgfMatrix(const AccuracyMatrix& matrix, const std::string& title, const PgfStyle& style);

/// Memory bars by category, in MiB; `labels` name the bars. A budget of 0 bytes is none.
std::string pgfMemory(const std::vector<MemoryBar>& bars, const std::vector<std::string>& labels,
                      const std::string& title, std::int64_t budgetBytes, const PgfStyle& style);

/// Points with their deviations, as of a trade-off.
struct PgfPoint {
    std::string label;
    Color color;
    double x = 0, y = 0;
    double dx = 0, dy = 0;
    bool dimmed = false;
};
struct PgfScatter {
    std::string title, xTitle, yTitle;
    std::vector<PgfPoint> points;
    std::vector<std::size_t> front;                          ///< points joined by steps, in order of x
    bool firstHolds = true;                                  ///< a step keeps the height of the point before it
    std::vector<std::pair<double, std::string>> verticals;   ///< lines across the plot, with their names
    std::vector<std::pair<double, std::string>> horizontals; ///< likewise
    std::vector<std::string> rows; ///< names of the whole numbers of y, from 0 at the top; empty: y is a number
};
std::string pgfScatter(const PgfScatter& scatter, const PgfStyle& style);

/// A critical-difference diagram; names longer than a third of the width go beyond it.
std::string pgfRanks(const RankDiagram& diagram, const std::string& title, const PgfStyle& style);

} // namespace lightcl
