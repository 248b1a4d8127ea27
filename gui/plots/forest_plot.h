#pragma once

#include "compare/comparison.h"
#include "plots/plot.h"

#include <optional>
#include <vector>

namespace lightcl {

/// Draws what pairs of groups differ by, a row a pair: each seed's difference as a dot, the mean as a diamond, its 95 %
/// interval as a bar, and the line of no difference. A pair that differs by more than luck (p after Holm <= 0.05) is in
/// the highlight's colour. The pointer or the arrow keys choose a pair.
class ForestPlot : public Plot {
    Q_OBJECT
public:
    explicit ForestPlot(QWidget* parent = nullptr);

    /// Pairs without anything in common are left out. Keeps the chosen pair where its groups are still there.
    void show(Comparison comparison);
    [[nodiscard]] const Comparison& comparison() const { return comparison_; }
    /// The chosen pair, or nullptr.
    [[nodiscard]] const PairedComparison* currentPair() const;
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void pairChanged(); ///< currentPair() is another or none now

private:
    void buildAxes();
    void connectKeys();
    void layRows();
    void fitRange();
    void recolor();
    void labelRows();
    void setCurrent(std::optional<std::size_t> row);
    void step(int dy);
    void paintRows(QCPPainter& painter) const;
    void paintRow(QCPPainter& painter, std::size_t row) const;
    void paintMark(QCPPainter& painter) const;
    [[nodiscard]] QString rowLabel(const PairedComparison& pair) const;
    [[nodiscard]] std::optional<std::size_t> rowAt(QPointF pos) const;
    [[nodiscard]] const PairedComparison& pairOf(std::size_t row) const { return comparison_.pairs[rows_[row]]; }

    Comparison comparison_;
    std::vector<std::size_t> rows_; ///< places of the pairs that are drawn
    std::optional<std::size_t> current_;
};

} // namespace lightcl
