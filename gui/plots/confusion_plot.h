#pragma once

#include "figures/confusion_matrix.h"
#include "plots/color_map.h"
#include "plots/plot.h"

#include <optional>

namespace lightcl {

/// Draws a ConfusionMatrix as a grid of cells, coloured by their share of the row, with lines where another task's
/// classes begin. Cells too small for a number have none; the pointer or the arrow keys read them.
class ConfusionPlot : public Plot {
    Q_OBJECT
public:
    explicit ConfusionPlot(QWidget* parent = nullptr);

    /// What a cell says: images, or their share of the row in percent.
    enum class Unit { Counts, Shares };

    struct Place {
        std::size_t row = 0;
        std::size_t column = 0;
        bool operator==(const Place&) const = default;
    };

    /// The chosen cell stays while there is one at its place.
    void show(ConfusionMatrix matrix, Unit unit);
    [[nodiscard]] const ConfusionMatrix& matrix() const { return matrix_; }
    [[nodiscard]] std::optional<Place> currentPlace() const { return current_; }
    /// The middle of a cell, in pixels.
    [[nodiscard]] QPointF pixelOf(Place place) const;

signals:
    void placeChanged(); ///< currentPlace() is another or none now

private:
    void showAll();
    void recolor();
    void labelAxes();
    void setCurrent(std::optional<Place> place);
    void step(int dx, int dy);
    void paintCells(QCPPainter& painter) const;
    void paintValue(QCPPainter& painter, const QRectF& cell, Place place, double share) const;
    void paintBorders(QCPPainter& painter) const;
    void paintMark(QCPPainter& painter) const;
    [[nodiscard]] QRectF pixelRect(Place place) const;
    [[nodiscard]] std::optional<Place> placeAt(QPointF pos) const;

    ConfusionMatrix matrix_;
    Unit unit_ = Unit::Shares;
    ColorMap colors_;
    std::optional<Place> current_;
};

} // namespace lightcl
