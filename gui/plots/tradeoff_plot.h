#pragma once

#include "compare/tradeoff.h"
#include "plots/plot.h"

#include <optional>
#include <set>
#include <vector>

namespace lightcl {

/// Draws a trade-off: a point for each group with its deviation over seeds, the front as a line, points off it pale, a
/// device's memory as a line where one of the figures is of bytes. Names stand where they cover nothing. The pointer or
/// the arrow keys choose a point, a click or Enter picks it.
class TradeoffPlot : public Plot {
    Q_OBJECT
public:
    struct Content {
        Tradeoff tradeoff;
        std::int64_t budgetBytes = 0; ///< 0: none
        bool logarithmic = false;     ///< the horizontal axis, where its values allow it
        std::set<RunId> picked;       ///< runs whose groups are marked
    };

    explicit TradeoffPlot(QWidget* parent = nullptr);

    void show(Content content);
    [[nodiscard]] const Content& content() const { return content_; }
    /// The chosen point, or nullptr.
    [[nodiscard]] const TradeoffPoint* currentPoint() const;
    /// Where a point is drawn, in pixels.
    [[nodiscard]] QPointF pixelOf(std::size_t point) const;

signals:
    void pointChanged();                              ///< currentPoint() is another or none now
    void pointPicked(const std::vector<RunId>& runs); ///< a group's runs

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void connectKeys();
    void fitRange();
    void fitAxis(QCPAxis& axis, bool across);
    void pickCurrent();
    void setCurrent(std::optional<std::size_t> point);
    void step(int dx, int dy);
    void paintPoints(QCPPainter& painter) const;
    void paintPoint(QCPPainter& painter, std::size_t point) const;
    void paintFront(QCPPainter& painter) const;
    [[nodiscard]] std::vector<QLineF> frontLines() const;
    void paintBudget(QCPPainter& painter) const;
    void paintNames(QCPPainter& painter) const;
    void paintMark(QCPPainter& painter) const;
    [[nodiscard]] const std::vector<TradeoffPoint>& points() const { return content_.tradeoff.points; }
    [[nodiscard]] std::optional<std::size_t> pointNear(QPointF pos) const;
    [[nodiscard]] double shownX(double value) const;
    [[nodiscard]] double shownY(double value) const;

    Content content_;
    std::optional<std::size_t> current_;
    std::optional<QPoint> pressed_;
};

} // namespace lightcl
