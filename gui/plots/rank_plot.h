#pragma once

#include "compare/rank_comparison.h"
#include "figures/rank_diagram.h"
#include "plots/plot.h"

#include <cstddef>
#include <optional>

namespace lightcl {

/// Draws groups ranked over data sets as a critical-difference diagram (figures/rank_diagram.h). The pointer or the
/// arrow keys choose a group.
class RankPlot : public Plot {
    Q_OBJECT
public:
    explicit RankPlot(QWidget* parent = nullptr);

    void show(RankComparison comparison);
    [[nodiscard]] const RankComparison& comparison() const { return comparison_; }
    [[nodiscard]] const RankDiagram& diagram() const { return diagram_; }
    /// The chosen group's place among the comparison's, or nothing.
    [[nodiscard]] std::optional<std::size_t> currentGroup() const { return current_; }
    /// Where a group's name stands, and where its mean rank on the axis, in pixels.
    [[nodiscard]] QRectF nameRect(std::size_t group) const;
    [[nodiscard]] QPointF axisPoint(std::size_t group) const;
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void groupChanged(); ///< currentGroup() is another or none now

private:
    /// Where the parts stand, in pixels.
    struct Places {
        double left = 0; ///< the axis' ends
        double right = 0;
        double axis = 0; ///< its height
        double bars = 0; ///< of the first bar
        double barStep = 0;
        double names = 0;     ///< of the first name's middle
        double row = 0;       ///< from name to name
        double leftWidth = 0; ///< of the names there, at most
        double rightWidth = 0;
        [[nodiscard]] double widthOf(const RankDiagram::Name& name) const {
            return name.right ? rightWidth : leftWidth;
        }
    };

    void connectKeys();
    void setCurrent(std::optional<std::size_t> group);
    void step(int dy);
    void paintAxis(QCPPainter& painter) const;
    void paintGroups(QCPPainter& painter) const;
    void paintGroup(QCPPainter& painter, const Places& places, std::size_t group) const;
    void paintMark(QCPPainter& painter) const;
    [[nodiscard]] Places places() const;
    [[nodiscard]] double xOf(const Places& places, double rank) const;
    [[nodiscard]] QString label(std::size_t group, double width) const;
    [[nodiscard]] std::optional<std::size_t> groupAt(QPointF pos) const;

    RankComparison comparison_;
    RankDiagram diagram_;
    std::optional<std::size_t> current_;
};

} // namespace lightcl
