#pragma once

#include <functional>
#include <qcustomplot.h>

namespace lightcl {

/// A grid of HeatmapPlot on the plot.
struct HeatmapGridParts {
    QCPAxisRect* rect = nullptr;
    QCPColorMap* cells = nullptr;
    QCPAxis* x = nullptr;
    QCPAxis* top = nullptr;
    QCPAxis* y = nullptr;
};

/// Lets an axis show what another shows. It takes the other's present range, not the one that was told: that may be
/// outdated when a limit has changed it meanwhile.
inline void followRange(QCPAxis& leader, QCPAxis& follower) {
    QObject::connect(&leader, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), &follower,
                     [&leader, &follower] { follower.setRange(leader.range()); });
    follower.setRange(leader.range());
}

/// Lets two axes always show the same, the first one's at first.
inline void linkRanges(QCPAxis& first, QCPAxis& second) {
    followRange(first, second);
    followRange(second, first);
}

/// A drawing of our own that may reach beyond an axis rect, with which it goes.
class MarginLayer : public QCPLayerable {
public:
    using Paint = std::function<void(QCPPainter&)>;

    MarginLayer(QCPAxisRect& rect, const QString& layer, Paint paint)
        : QCPLayerable(rect.parentPlot(), layer), paint_(std::move(paint)) {
        setParent(&rect);
    }

protected:
    [[nodiscard]] QRect clipRect() const override { return parentPlot()->viewport(); }
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
    void draw(QCPPainter* painter) override { paint_(*painter); }

private:
    Paint paint_;
};

} // namespace lightcl
