#pragma once

#include "figures/accuracy_course.h"
#include "plots/color_map.h"
#include "plots/plot.h"

#include <optional>

namespace lightcl {

/// Draws an AccuracyMatrix as a grid of coloured cells with their percentages, and the figures that sum it up below.
/// The pointer or the arrow keys choose a cell.
class MatrixPlot : public Plot {
    Q_OBJECT
public:
    explicit MatrixPlot(QWidget* parent = nullptr);

    struct Place {
        int trainedTask = 0;
        int evalTask = 0;
        bool operator==(const Place&) const = default;
    };

    void show(AccuracyMatrix matrix, const std::vector<SummaryFigure>& figures);
    [[nodiscard]] const AccuracyMatrix& matrix() const { return matrix_; }
    [[nodiscard]] std::optional<Place> currentPlace() const { return current_; }
    /// Marks the row after that task as the moment that is shown elsewhere; none: no row.
    void setMarkedTask(std::optional<int> trainedTask);
    [[nodiscard]] std::optional<int> markedTask() const { return marked_; }
    /// The middle of a cell, in pixels.
    [[nodiscard]] QPointF pixelOf(Place place) const { return pixelRect(place).center(); }

signals:
    void placeChanged();              ///< currentPlace() is another or none now
    void taskChosen(int trainedTask); ///< a row was clicked, or chosen with Enter or space

private:
    void buildAxes();
    void connectKeys();
    void showAll();
    void recolor();
    void labelAxes();
    void layFigures();
    void setCurrent(std::optional<Place> place);
    void step(int dx, int dy);
    void paintCells(QCPPainter& painter) const;
    void paintValue(QCPPainter& painter, const QRectF& cell, double accuracy) const;
    void paintMark(QCPPainter& painter) const;
    [[nodiscard]] QRectF pixelRect(Place place) const;
    [[nodiscard]] std::optional<Place> placeAt(QPointF pos) const;

    AccuracyMatrix matrix_;
    std::vector<SummaryFigure> figures_;
    QCPTextElement* figureText_;
    ColorMap colors_;
    std::optional<Place> current_;
    std::optional<int> marked_;
};

} // namespace lightcl
