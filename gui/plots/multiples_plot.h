#pragma once

#include "figures/small_multiples.h"
#include "plots/plot.h"

#include <optional>

namespace lightcl {

/// Draws small multiples: a tile for each run or group, all on one scale, which stands below. The pointer or the arrow
/// keys choose a tile, and of cells the one under the pointer; a click, Enter or space picks its runs.
class MultiplesPlot : public Plot {
    Q_OBJECT
public:
    explicit MultiplesPlot(QWidget* parent = nullptr);

    struct Place {
        std::size_t tile = 0;
        std::optional<std::size_t> row; ///< of a cell, with its column
        std::size_t column = 0;
        bool operator==(const Place&) const = default;
    };

    void show(SmallMultiples multiples);
    [[nodiscard]] const SmallMultiples& multiples() const { return multiples_; }
    [[nodiscard]] std::optional<Place> currentPlace() const { return current_; }
    /// A tile with its title, and what is drawn in it, in pixels.
    [[nodiscard]] QRectF tileRect(std::size_t tile) const;
    [[nodiscard]] QRectF contentRect(std::size_t tile) const;

signals:
    void placeChanged(); ///< currentPlace() is another or none now
    void tilePicked(const std::vector<RunId>& runs);

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] bool hasCells() const { return !multiples_.rows.empty(); }
    [[nodiscard]] std::size_t tilesInRow() const;
    [[nodiscard]] std::optional<Place> placeAt(QPointF pos) const;
    [[nodiscard]] QRectF cellRect(const Place& place) const;
    [[nodiscard]] QColor cellColor(double value) const;
    void setCurrent(std::optional<Place> place);
    void step(int dx, int dy);
    void pickCurrent();
    void paintTiles(QCPPainter& painter) const;
    void paintTitle(QCPPainter& painter, std::size_t tile) const;
    void paintCells(QCPPainter& painter, std::size_t tile) const;
    void paintCurves(QCPPainter& painter, std::size_t tile) const;
    void paintScale(QCPPainter& painter) const;
    void paintMark(QCPPainter& painter) const;

    SmallMultiples multiples_;
    std::optional<Place> current_;
};

} // namespace lightcl
