#pragma once

#include "compare/comparison.h"
#include "plots/plot.h"

#include <optional>
#include <vector>

namespace lightcl {

/// Draws a figure's values, a row a group: each run as a ring, the mean as a line across them, and one standard
/// deviation to both sides. The pointer or the arrow keys choose a group.
class ValuesPlot : public Plot {
    Q_OBJECT
public:
    explicit ValuesPlot(QWidget* parent = nullptr);

    /// `colors`: one a group.
    void show(const Comparison& comparison, std::vector<QColor> colors);
    [[nodiscard]] const std::vector<ComparedGroup>& groups() const { return comparison_.groups; }
    /// Each group's values in the unit shown, in order of its runs.
    [[nodiscard]] const std::vector<std::vector<double>>& values() const { return values_; }
    /// The chosen group, or nullptr.
    [[nodiscard]] const ComparedGroup* currentGroup() const;
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void groupChanged(); ///< currentGroup() is another or none now

private:
    void buildAxes();
    void connectKeys();
    void layRows();
    void fitRange();
    void labelRows();
    void recolor();
    void setCurrent(std::optional<std::size_t> row);
    void step(int dy);
    void paintRows(QCPPainter& painter) const;
    void paintRow(QCPPainter& painter, std::size_t row) const;
    void paintMark(QCPPainter& painter) const;
    [[nodiscard]] double shown(double value) const;
    [[nodiscard]] std::optional<std::size_t> rowAt(QPointF pos) const;

    Comparison comparison_;                   ///< its runs are not looked at any more
    std::vector<std::vector<double>> values_; ///< each group's, in the unit shown: the runs may be gone later
    std::vector<QColor> colors_;
    std::optional<std::size_t> current_;
};

} // namespace lightcl
