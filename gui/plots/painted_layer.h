#pragma once

#include <functional>
#include <qcustomplot.h>

namespace lightcl {

/// A drawing of our own inside an axis rect, as an element of one of the plot's layers. The plot owns it.
class PaintedLayer : public QCPLayerable {
public:
    using Paint = std::function<void(QCPPainter&)>;

    PaintedLayer(QCPAxisRect& rect, const QString& layer, Paint paint)
        : QCPLayerable(rect.parentPlot(), layer), rect_(&rect), paint_(std::move(paint)) {
        setParent(&rect);
    }

protected:
    [[nodiscard]] QRect clipRect() const override { return rect_->rect(); }
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
    void draw(QCPPainter* painter) override { paint_(*painter); }

private:
    QCPAxisRect* rect_;
    Paint paint_;
};

} // namespace lightcl
