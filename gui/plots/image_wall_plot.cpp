#include "plots/image_wall_plot.h"

#include "plots/painted_layer.h"

#include <QLineF>
#include <algorithm>
#include <cmath>
#include <utility>

namespace lightcl {

namespace {

constexpr double kSmallestPicture = 12; ///< pixels; smaller ones cannot be told apart
constexpr double kLargestPicture = 72;
constexpr double kGap = 2;
constexpr double kWidestLabel = 150;

} // namespace

ImageWallPlot::ImageWallPlot(QWidget* parent) : Plot(parent) {
    setInteractions({});
    for (auto* axis : axisRect()->axes()) axis->setVisible(false);
    axisRect()->setAutoMargins(QCP::msNone);
    axisRect()->setMargins({4, 4, 4, 4});
    new PaintedLayer(*axisRect(), "main", [this](QCPPainter& painter) { paintGroups(painter); });
    new PaintedLayer(*axisRect(), "overlay", [this](QCPPainter& painter) { paintMark(painter); });
    layer("overlay")->setMode(QCPLayer::lmBuffered);
    connect(this, &Plot::pointerAt, this, [this](QPointF pos) { setCurrent(placeAt(pos)); });
    connect(this, &Plot::pointerLeft, this, [this] { setCurrent(std::nullopt); });
    connect(this, &Plot::stepped, this, &ImageWallPlot::step);
    connect(this, &QCustomPlot::afterLayout, this, &ImageWallPlot::layOut);
}

void ImageWallPlot::show(std::vector<Group> groups) {
    groups_ = std::move(groups);
    setCurrent(std::nullopt);
    layOut();
    drawSoon();
}

QSize ImageWallPlot::sizeHint() const {
    return {480, 320};
}

/// A label is as high as a picture: a line of text at least.
void ImageWallPlot::layOut() {
    std::vector<std::size_t> counts;
    for (const Group& group : groups_) counts.push_back(group.images.size());
    const double smallest = std::max(kSmallestPicture, static_cast<double>(fontMetrics().height()));
    const auto wall =
        imageWall(counts, page().width(), page().height(), smallest + kGap, std::max(kLargestPicture, smallest) + kGap);
    const bool changed = wall.size != wall_.size || wall.firstLine != wall_.firstLine || wall.perLine != wall_.perLine;
    wall_ = wall;
    if (changed) emit laidOut();
}

double ImageWallPlot::labelWidth() const {
    double widest = 0;
    for (const Group& group : groups_)
        widest = std::max(
            widest, static_cast<double>(fontMetrics().horizontalAdvance(QString("%1  %2").arg(group.name, "000"))));
    return std::min({widest + 8, kWidestLabel, axisRect()->width() / 2.0});
}

QRectF ImageWallPlot::page() const {
    return QRectF(axisRect()->rect()).adjusted(labelWidth(), 0, 0, 0);
}

QRectF ImageWallPlot::pictureRect(Place place) const {
    const auto line = static_cast<std::size_t>(wall_.firstLine.at(place.group)) + place.image / wall_.perLine;
    const QPointF corner(page().left() + static_cast<double>(place.image % wall_.perLine) * wall_.size,
                         page().top() + static_cast<double>(line) * wall_.size);
    return {corner + QPointF(kGap / 2, kGap / 2), QSizeF(wall_.size - kGap, wall_.size - kGap)};
}

QPointF ImageWallPlot::pixelOf(Place place) const {
    return pictureRect(place).center();
}

bool ImageWallPlot::isShown(Place place) const {
    return pictureRect(place).bottom() <= page().bottom() + 1;
}

std::size_t ImageWallPlot::leftOut() const {
    std::size_t without = 0;
    for (std::size_t group = 0; group < groups_.size() && !wall_.fits; ++group)
        for (std::size_t image = 0; image < groups_[group].images.size(); ++image)
            without += isShown({group, image}) ? 0 : 1;
    return without;
}

std::optional<ImageWallPlot::Place> ImageWallPlot::placeAt(QPointF pos) const {
    if (!page().contains(pos)) return std::nullopt;
    for (std::size_t group = 0; group < groups_.size(); ++group)
        for (std::size_t image = 0; image < groups_[group].images.size(); ++image)
            if (pictureRect({group, image}).contains(pos) && isShown({group, image})) return Place{group, image};
    return std::nullopt;
}

void ImageWallPlot::setCurrent(std::optional<Place> place) {
    if (place == current_) return;
    current_ = place;
    emit placeChanged();
    redrawLayer("overlay");
}

/// Along a group, and from group to group over those that have none.
void ImageWallPlot::step(int dx, int dy) {
    const auto has = [this](std::size_t group) { return !groups_[group].images.empty(); };
    if (!current_) {
        for (std::size_t group = 0; group < groups_.size(); ++group)
            if (has(group)) return setCurrent(Place{group, 0});
        return;
    }
    auto place = *current_;
    auto group = static_cast<std::ptrdiff_t>(place.group) + dy;
    while (dy != 0 && group >= 0 && group < std::ssize(groups_) && !has(static_cast<std::size_t>(group))) group += dy;
    if (group >= 0 && group < std::ssize(groups_)) place.group = static_cast<std::size_t>(group);
    const auto last = std::ssize(groups_[place.group].images) - 1;
    place.image =
        static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(place.image) + dx, 0, last));
    setCurrent(place);
}

void ImageWallPlot::paintLabel(QCPPainter& painter, std::size_t group) const {
    const auto& [name, task, images] = groups_[group];
    const double top = page().top() + wall_.firstLine[group] * wall_.size;
    const QRectF place(axisRect()->left(), top, labelWidth() - 6, wall_.size);
    const QString count = QString::number(images.size());
    const int countWidth = fontMetrics().horizontalAdvance(count);
    painter.setPen(images.empty() ? theme().mutedText : theme().text);
    painter.drawText(place.adjusted(0, 0, -countWidth - 8, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(name, Qt::ElideRight, static_cast<int>(place.width()) - countWidth - 8));
    painter.setPen(theme().mutedText);
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignRight, count);
}

void ImageWallPlot::paintGroups(QCPPainter& painter) const {
    painter.setFont(font());
    painter.setRenderHint(QPainter::SmoothPixmapTransform, wall_.size < 28);
    for (std::size_t group = 0; group < groups_.size(); ++group) {
        const double top = page().top() + wall_.firstLine[group] * wall_.size;
        if (top + wall_.size > page().bottom() + 1) break;
        if (group > 0 && groups_[group].task != groups_[group - 1].task) {
            painter.setPen(QPen(theme().boundary, 1));
            painter.drawLine(QLineF(axisRect()->left(), top, axisRect()->right(), top));
        }
        paintLabel(painter, group);
        for (std::size_t image = 0; image < groups_[group].images.size() && isShown({group, image}); ++image)
            painter.drawImage(pictureRect({group, image}), groups_[group].images[image]);
    }
}

void ImageWallPlot::paintMark(QCPPainter& painter) const {
    if (!current_ || !isShown(*current_)) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().highlight, 3));
    painter.drawRect(pictureRect(*current_).adjusted(-1, -1, 1, 1));
}

} // namespace lightcl
