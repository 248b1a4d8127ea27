#include "export/plot_export.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "plots/plot.h"

#include <QBuffer>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace lightcl {

namespace {

/// Dresses a plot for print while it lives.
class PrintDress {
public:
    explicit PrintDress(Plot& plot) : plot_(plot), theme_(plot.theme()), overlay_(*plot.layer("overlay")) {
        overlay_.setVisible(false);
        plot_.setTheme(PlotTheme::print());
    }
    ~PrintDress() {
        overlay_.setVisible(true);
        plot_.setTheme(theme_);
    }
    PrintDress(const PrintDress&) = delete;
    PrintDress& operator=(const PrintDress&) = delete;

private:
    Plot& plot_;
    PlotTheme theme_;
    QCPLayer& overlay_;
};

bool paintVectors(Plot& plot, QPaintDevice& device) {
    QCPPainter painter;
    if (!painter.begin(&device)) return false;
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    const auto size = plot.size();
    painter.fillRect(QRect({}, size), plot.theme().background);
    plot.toPainter(&painter, size.width(), size.height());
    return painter.end();
}

bool writePdf(Plot& plot, QIODevice& device) {
    QPdfWriter writer(&device);
    const int dpi = plot.logicalDpiX();
    writer.setCreator("LightCL Workbench");
    writer.setResolution(dpi);
    writer.setPageSize(QPageSize(QSizeF(plot.size()) * 72.0 / dpi, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins({0, 0, 0, 0});
    return paintVectors(plot, writer);
}

bool writeSvg(Plot& plot, QIODevice& device) {
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    generator.setTitle("LightCL Workbench");
    generator.setResolution(plot.logicalDpiX());
    generator.setSize(plot.size());
    generator.setViewBox(QRect({}, plot.size()));
    return paintVectors(plot, generator);
}

} // namespace

QImage figureImage(Plot& plot, double scale) {
    const PrintDress dress(plot);
    return plot.toPixmap(plot.width(), plot.height(), scale).toImage();
}

void exportPlot(Plot& plot, const QString& file, ExportFormat format, double scale) {
    QByteArray bytes;
    QBuffer device(&bytes);
    device.open(QIODevice::WriteOnly);
    const auto write = [&] {
        if (format == ExportFormat::Png) return figureImage(plot, scale).save(&device, "PNG");
        const PrintDress dress(plot);
        return format == ExportFormat::Pdf ? writePdf(plot, device) : writeSvg(plot, device);
    };
    if (!write()) throw Error(file.toStdString() + ": cannot be written: the picture could not be made");
    writeFileAtomically(file.toStdString(), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

} // namespace lightcl
