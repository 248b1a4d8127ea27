#include "export/figure_device.h"

#include <QFontInfo>
#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

namespace lightcl {

namespace {

constexpr std::size_t kMostBlocks = 20000; ///< a picture of more is a photograph, not a map

struct ColorBlock {
    QRect pixels;
    QRgb color = 0;
};

/// The runs of one colour in a row.
void addRuns(const QRgb* row, int width, int top, int bottom, std::vector<ColorBlock>& blocks) {
    for (int first = 0, end = 0; first < width; first = end) {
        end = first + 1;
        while (end < width && row[end] == row[first]) ++end;
        if (qAlpha(row[first]) > 0)
            blocks.push_back({QRect(QPoint(first, top), QPoint(end - 1, bottom - 1)), row[first]});
    }
}

/// The picture as blocks: rows that are alike are one. Empty when there would be too many.
std::vector<ColorBlock> blocksOf(const QImage& image) {
    std::vector<ColorBlock> blocks;
    const auto rowOf = [&](int y) { return reinterpret_cast<const QRgb*>(image.constScanLine(y)); };
    const auto bytes = static_cast<std::size_t>(image.width()) * sizeof(QRgb);
    for (int top = 0, bottom = 0; top < image.height(); top = bottom) {
        bottom = top + 1;
        while (bottom < image.height() && std::memcmp(rowOf(top), rowOf(bottom), bytes) == 0) ++bottom;
        addRuns(rowOf(top), image.width(), top, bottom, blocks);
        if (blocks.size() > kMostBlocks) return {};
    }
    return blocks;
}

QImage greyImage(QImage image) {
    for (int y = 0; y < image.height(); ++y) {
        auto* row = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) row[x] = greyOf(QColor::fromRgba(row[x])).rgba();
    }
    return image;
}

class FigureEngine : public QPaintEngine {
public:
    FigureEngine(QPainter& target, FigureInk ink)
        : QPaintEngine(AllFeatures), target_(target), base_(target.transform()), ink_(ink) {}

    bool begin(QPaintDevice* /*device*/) override {
        target_.save();
        return true;
    }
    bool end() override {
        target_.restore();
        return true;
    }
    [[nodiscard]] Type type() const override { return User; }

    void updateState(const QPaintEngineState& now) override {
        const auto changed = now.state();
        if (changed & DirtyTransform) target_.setTransform(now.transform() * base_);
        if (changed & DirtyPen) target_.setPen(inked(now.pen()));
        if (changed & DirtyBrush) target_.setBrush(inked(now.brush()));
        if (changed & DirtyBrushOrigin) target_.setBrushOrigin(now.brushOrigin());
        if (changed & DirtyFont) target_.setFont(now.font());
        if (changed & DirtyOpacity) target_.setOpacity(now.opacity());
        if (changed & DirtyHints)
            for (const auto hint :
                 {QPainter::Antialiasing, QPainter::TextAntialiasing, QPainter::SmoothPixmapTransform})
                target_.setRenderHint(hint, now.renderHints().testFlag(hint));
        if (changed & DirtyClipPath) target_.setClipPath(now.clipPath(), now.clipOperation());
        if (changed & DirtyClipRegion) target_.setClipRegion(now.clipRegion(), now.clipOperation());
        if (changed & DirtyClipEnabled) target_.setClipping(now.isClipEnabled());
    }

    using QPaintEngine::drawLines;
    using QPaintEngine::drawPolygon;
    using QPaintEngine::drawRects;
    void drawRects(const QRectF* rects, int count) override { target_.drawRects(rects, count); }
    void drawLines(const QLineF* lines, int count) override { target_.drawLines(lines, count); }
    void drawPath(const QPainterPath& path) override { target_.drawPath(path); }
    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override {
        if (mode == PolylineMode) return target_.drawPolyline(points, count);
        target_.drawPolygon(points, count, mode == OddEvenMode ? Qt::OddEvenFill : Qt::WindingFill);
    }
    void drawTextItem(const QPointF& place, const QTextItem& item) override {
        if (target_.pen().color().alpha() == 0) return; // not to be found by a search either
        const int fine = ink_.textPrecision;
        auto font = item.font();
        font.setPixelSize(QFontInfo(font).pixelSize() * fine);
        target_.setFont(font);
        if (fine == 1) return target_.drawText(place, item.text());
        const auto transform = target_.transform();
        target_.translate(place);
        target_.scale(1.0 / fine, 1.0 / fine);
        target_.drawText(QPointF(0, 0), item.text());
        target_.setTransform(transform);
    }
    void drawPixmap(const QRectF& place, const QPixmap& pixmap, const QRectF& part) override {
        drawImage(place, pixmap.toImage(), part, Qt::AutoColor);
    }
    void drawImage(const QRectF& place, const QImage& image, const QRectF& part,
                   Qt::ImageConversionFlags /*flags*/) override {
        auto shown = image.copy(part.toAlignedRect()).convertToFormat(QImage::Format_ARGB32);
        if (ink_.grey) shown = greyImage(std::move(shown));
        const auto blocks = blocksOf(shown);
        if (blocks.empty()) return target_.drawImage(place, shown, QRectF(shown.rect()));
        drawBlocks(place, shown.size(), blocks);
    }

private:
    /// Each reaches a little beneath its neighbours to the right and below, or viewers would let the ground shine
    /// through between them.
    void drawBlocks(const QRectF& place, QSize size, const std::vector<ColorBlock>& blocks) {
        constexpr double beneath = 0.3;
        const double wide = place.width() / size.width();
        const double high = place.height() / size.height();
        target_.save();
        target_.setPen(Qt::NoPen);
        target_.setRenderHint(QPainter::Antialiasing, false);
        for (const auto& [pixels, color] : blocks) {
            QRectF rect(place.left() + pixels.left() * wide, place.top() + pixels.top() * high, pixels.width() * wide,
                        pixels.height() * high);
            if (pixels.right() + 1 < size.width()) rect.setRight(rect.right() + beneath);
            if (pixels.bottom() + 1 < size.height()) rect.setBottom(rect.bottom() + beneath);
            target_.setBrush(QColor::fromRgba(color));
            target_.drawRect(rect);
        }
        target_.restore();
    }

    [[nodiscard]] QColor inked(const QColor& color) const { return ink_.grey ? greyOf(color) : color; }
    [[nodiscard]] QBrush inked(QBrush brush) const {
        if (ink_.grey && brush.style() != Qt::NoBrush && brush.gradient() == nullptr)
            brush.setColor(inked(brush.color()));
        return brush;
    }
    [[nodiscard]] QPen inked(QPen pen) const {
        if (pen.style() == Qt::NoPen) return pen;
        if (ink_.grey) pen.setColor(inked(pen.color()));
        // A line of no width is the thinnest that a device has: on paper too thin to be seen.
        pen.setWidthF((pen.widthF() > 0 ? pen.widthF() : 1) * ink_.lineWidth);
        return pen;
    }

    QPainter& target_;
    QTransform base_;
    FigureInk ink_;
};

} // namespace

QColor greyOf(const QColor& color) {
    const int level = qGray(color.rgb());
    return {level, level, level, color.alpha()};
}

FigureDevice::FigureDevice(QPainter& target, QSize size, int dpi, FigureInk ink)
    : size_(size), dpi_(dpi), engine_(std::make_unique<FigureEngine>(target, ink)) {}

FigureDevice::~FigureDevice() = default;

int FigureDevice::metric(PaintDeviceMetric metric) const {
    const auto millimetres = [this](int units) { return static_cast<int>(std::lround(units * 25.4 / dpi_)); };
    switch (metric) {
    case PdmWidth:
        return size_.width();
    case PdmHeight:
        return size_.height();
    case PdmWidthMM:
        return millimetres(size_.width());
    case PdmHeightMM:
        return millimetres(size_.height());
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
        return dpi_;
    case PdmDevicePixelRatio:
        return 1;
    case PdmDevicePixelRatioScaled:
        return static_cast<int>(devicePixelRatioFScale());
    case PdmDepth:
        return 32;
    case PdmNumColors:
        return 1 << 24;
    default:
        return QPaintDevice::metric(metric);
    }
}

} // namespace lightcl
