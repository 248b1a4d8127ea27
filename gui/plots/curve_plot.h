#pragma once

#include "plots/curve.h"
#include "plots/plot.h"

#include <optional>

namespace lightcl {

/// How a value axis is labelled and scaled.
struct ValueScale {
    QString title;
    std::optional<std::pair<double, double>> fixed; ///< follows the curves when absent
    bool logarithmic = false;
};

/// Curves over a run's course: task t is the unit from t - 1 to t (figures/course.h), with a thin line between tasks.
/// The pointer or the arrow keys choose a point.
class CurvePlot : public Plot {
    Q_OBJECT
public:
    static constexpr int kLegendLimit = 24; ///< more names than that leave a plot no room

    explicit CurvePlot(QWidget* parent = nullptr);

    /// Shows a figure: its course, scales and curves.
    void show(const CurvesFigure& figure);
    /// The x axis; `epochs` of each task are labelled when there are several, 0 when the curves' runs differ in them.
    void setCourse(int tasks, int epochs);
    void setScale(const ValueScale& left, const ValueScale& right = {});
    /// Shows the curves, thicker ones above thinner ones; the zoom stays unless the plot follows its data. A legend is
    /// shown when there are two to `legendLimit` of them.
    void setCurves(std::vector<Curve> curves, int legendLimit = kLegendLimit);
    [[nodiscard]] const std::vector<Curve>& curves() const { return curves_; }
    [[nodiscard]] std::optional<CurvePoint> currentPoint() const { return current_; }
    [[nodiscard]] QPointF pixelOf(CurvePoint point) const;
    /// Draws a line at the moment that is shown elsewhere, on the x axis; none: no line.
    void setMarkedX(std::optional<double> x);
    [[nodiscard]] std::optional<double> markedX() const { return markedX_; }

signals:
    void pointChanged(); ///< currentPoint() is another or none now
    void pointChosen();  ///< currentPoint() was clicked, or chosen with Enter or space

private:
    void buildAxes();
    void connectKeys();
    QCPGraph* drawCurve(const Curve& curve);
    void drawBand(const Curve& curve);
    void redraw();
    void recolor();
    void showAll();
    void fitValueAxis(QCPAxis& axis, bool right, const ValueScale& scale);
    void labelAxes();
    bool titleAxis(QCPAxis& axis, const QString& title); ///< whether that changed anything
    bool spaceTicks(QCPAxis& axis);                      ///< likewise
    bool labelCourse();                                  ///< likewise
    void setCurrent(std::optional<CurvePoint> point);
    void paintTaskLines(QCPPainter& painter) const;
    void paintMark(QCPPainter& painter) const;
    [[nodiscard]] std::optional<CurvePoint> pointNear(QPointF pos) const;

    std::vector<Curve> curves_;
    ValueScale left_;
    ValueScale right_;
    int tasks_ = 1;
    int epochs_ = 1;
    int legendLimit_ = kLegendLimit;
    std::optional<CurvePoint> current_;
    std::optional<double> markedX_;
    QPointF pressedAt_;
};

} // namespace lightcl
