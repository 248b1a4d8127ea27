#pragma once

#include <QPaintDevice>
#include <QSize>
#include <memory>

class QPaintEngine;
class QPainter;

namespace lightcl {

/// What becomes of a drawing on its way to a file.
struct FigureInk {
    double lineWidth = 1; ///< every line so many times as wide
    bool grey = false;    ///< every colour as the grey of its brightness
    /// Texts are set so many times as large and drawn as much smaller, so that their letters stand where they would at
    /// a fine resolution.
    int textPrecision = 1;
};

/// Passes what is painted on it to another painter: lines wider, colours as greys; and pictures that are made of blocks
/// of one colour, as colour maps are, as rectangles, so that they are sharp at every size. Texts stay texts.
class FigureDevice : public QPaintDevice {
public:
    /// `size` in units of which there are `dpi` an inch. `target` must be active and outlive the device.
    FigureDevice(QPainter& target, QSize size, int dpi, FigureInk ink);
    ~FigureDevice() override;
    FigureDevice(const FigureDevice&) = delete;
    FigureDevice& operator=(const FigureDevice&) = delete;

    [[nodiscard]] QPaintEngine* paintEngine() const override { return engine_.get(); }

protected:
    [[nodiscard]] int metric(PaintDeviceMetric metric) const override;

private:
    QSize size_;
    int dpi_;
    std::unique_ptr<QPaintEngine> engine_;
};

/// The colour's grey of the same brightness, as opaque.
QColor greyOf(const QColor& color);

} // namespace lightcl
