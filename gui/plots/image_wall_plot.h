#pragma once

#include "figures/image_wall.h"
#include "plots/plot.h"

#include <optional>
#include <vector>

namespace lightcl {

/// Draws pictures in named groups, each group on lines of its own, with lines where another task's groups begin. The
/// pointer or the arrow keys choose a picture.
class ImageWallPlot : public Plot {
    Q_OBJECT
public:
    explicit ImageWallPlot(QWidget* parent = nullptr);

    struct Group {
        QString name;
        int task = 0;
        std::vector<QImage> images;
    };
    struct Place {
        std::size_t group = 0;
        std::size_t image = 0;
        bool operator==(const Place&) const = default;
    };

    void show(std::vector<Group> groups);
    [[nodiscard]] const std::vector<Group>& groups() const { return groups_; }
    [[nodiscard]] std::optional<Place> currentPlace() const { return current_; }
    /// The middle of a picture, in pixels.
    [[nodiscard]] QPointF pixelOf(Place place) const;
    /// Pictures that the plot has no room for.
    [[nodiscard]] std::size_t leftOut() const;
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void placeChanged(); ///< currentPlace() is another or none now
    void laidOut();      ///< leftOut() may be another

private:
    void layOut();
    void setCurrent(std::optional<Place> place);
    void step(int dx, int dy);
    void paintGroups(QCPPainter& painter) const;
    void paintLabel(QCPPainter& painter, std::size_t group) const;
    void paintMark(QCPPainter& painter) const;
    [[nodiscard]] double labelWidth() const;
    [[nodiscard]] QRectF page() const;
    [[nodiscard]] QRectF pictureRect(Place place) const;
    [[nodiscard]] bool isShown(Place place) const;
    [[nodiscard]] std::optional<Place> placeAt(QPointF pos) const;

    std::vector<Group> groups_;
    ImageWall wall_;
    std::optional<Place> current_;
};

} // namespace lightcl
