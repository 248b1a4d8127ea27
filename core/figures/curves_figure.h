#pragma once

#include "figures/color.h"
#include "runs/rows.h"
#include "text/table.h"

#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lightcl {

/// A line of a CurvesFigure. Its lists are equally long; `deviation` may be empty.
struct FigureCurve {
    std::string name;
    std::optional<Color> color;         ///< absent: that of the figure's text
    std::vector<RunPosition> positions; ///< of the points
    std::vector<double> x;              ///< on the course (course.h)
    std::vector<double> y;
    std::vector<double> deviation; ///< drawn as a band of y ± deviation; NaN where there is none
    double width = 1.5;            ///< in points
    bool dots = true;
    bool rightAxis = false;
};

/// How a value axis is labelled and scaled.
struct ValueAxis {
    std::string title;
    std::optional<std::pair<double, double>> range; ///< absent: that of the curves
    bool logarithmic = false;
};

/// Curves over the course of runs, as the window and reports draw them: task t is the unit from t - 1 to t.
struct CurvesFigure {
    std::string title;
    std::string caption; ///< what is shown and how it was counted, in whole sentences
    int tasks = 1;
    int epochs = 1; ///< of each task; 0 where the curves' runs differ in them
    ValueAxis left, right;
    std::vector<FigureCurve> curves;

    [[nodiscard]] bool empty() const { return curves.empty(); }
};

/// Half the height of a curve's band at a point.
inline double bandAt(const FigureCurve& curve, std::size_t point) {
    return std::isnan(curve.deviation[point]) ? 0 : curve.deviation[point];
}

/// Indices of curves of these widths in the order to draw them: thin before thick, else as they come.
std::vector<std::size_t> drawingOrder(const std::vector<double>& widths);

/// How wide the dots of a line are, and how opaque a band around it is.
constexpr double dotDiameter(double lineWidth) {
    return 3.5 + lineWidth;
}
inline constexpr double kBandOpacity = 0.18;

/// More points than that are drawn without dots.
inline constexpr std::size_t kPointsWithDots = 60;

/// Percentages from 0 to 100, with room for a thick line at 100.
inline constexpr std::pair<double, double> kPercentRange = {0.0, 102.0};

} // namespace lightcl
