#pragma once

#include "figures/report_data.h"
#include "report/drawing/canvas.h"
#include "report/drawing/task_axis.h"

#include <string>
#include <vector>

namespace lightcl {

/// One of the two plots of an accuracy figure: 0 to 100 % over training. Class-IL stands left, task-IL beside it.
class AccuracyPanel {
public:
    enum class Place { Left, Right };

    AccuracyPanel(Place place, std::vector<RunPosition> moments);

    /// The frame, its grid and labels; `axisTitle` says what the task numbers mean.
    void drawFrame(Canvas& canvas, const std::string& axisTitle) const;
    /// Lines between neighbouring moments that have a value, and dots where they are not too many.
    void drawSeries(Canvas& canvas, const Series& series, Color color, double width) const;
    /// A vertical bar from mean - deviation to mean + deviation.
    void drawDeviation(Canvas& canvas, std::size_t moment, double mean, double deviation, Color color) const;

    static double figureHeight();

private:
    Place place_;
    double left_;
    TaskAxis axis_;
};

/// An entry of the legend that both plots share.
struct LegendEntry {
    std::string text;
    Color color;
    double width = 1.5;
};

/// Right of the plots, as many entries as have room: the first, then evenly thinned.
void drawAccuracyLegend(Canvas& canvas, const std::vector<LegendEntry>& entries);

/// Below the plots, every entry in full, in as many columns as the longest allows.
void drawAccuracyLegendBelow(Canvas& canvas, const std::vector<LegendEntry>& entries);
/// How much higher a figure is with that legend; `texts` are the entries'.
double accuracyLegendHeight(const std::vector<std::string>& texts);

} // namespace lightcl
