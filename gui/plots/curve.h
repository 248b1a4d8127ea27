#pragma once

#include "figures/curves_figure.h"

#include <QColor>
#include <QString>
#include <optional>
#include <vector>

namespace lightcl {

/// A line of a CurvePlot. x, y (and low, high where there is a band) are equally long.
struct Curve {
    QString name;
    QColor color; ///< invalid: that of the plot's text
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> low; ///< a band around the line, or empty
    std::vector<double> high;
    double width = 1.5;
    bool dots = true;
    bool rightAxis = false;
};

/// The figure's curves as a plot draws them.
std::vector<Curve> curvesOf(const CurvesFigure& figure);

/// A point of a curve in a list of curves.
struct CurvePoint {
    std::size_t curve = 0;
    std::size_t index = 0;
    bool operator==(const CurvePoint&) const = default;
};

/// Where a point is drawn, in pixels.
struct PlacedPoint {
    CurvePoint point;
    double x = 0;
    double y = 0;
};

/// The placed point nearest to (x, y) no further away than `reach` pixels.
std::optional<CurvePoint> nearestPoint(const std::vector<PlacedPoint>& points, double x, double y, double reach);

/// The point an arrow key leads to: dx points along the curve, or the point nearest in x of the curve dy places further
/// in the list (curves without points are passed over). Stays when there is none.
CurvePoint steppedPoint(const std::vector<Curve>& curves, CurvePoint from, int dx, int dy);

} // namespace lightcl
