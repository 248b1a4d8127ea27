#include "export/plot_export.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "plots/plot.h"

#include <QBuffer>
#include <QFontInfo>
#include <QPdfWriter>
#include <QRegularExpression>
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

/// What the figure shows, for catalogues and screen readers.
QString titleOf(const Plot& plot) {
    return plot.accessibleName().isEmpty() ? QStringLiteral("LightCL Workbench") : plot.accessibleName();
}

/// Qt writes the family it was asked for, such as the system's "Sans Serif", which no browser knows: the family that
/// was found stands there instead, and the generic one behind it.
QByteArray withKnownFonts(const QByteArray& svg, const QFont& font) {
    const QString family = QFontInfo(font).family();
    QString text = QString::fromUtf8(svg);
    static const QRegularExpression attribute(QStringLiteral("font-family=\"([^\"]*)\""));
    text.replace(attribute, QStringLiteral("font-family=\"'%1', sans-serif\"").arg(family.toHtmlEscaped()));
    return text.toUtf8();
}

bool writePng(Plot& plot, double scale, QIODevice& device) {
    QImage image = figureImage(plot, scale);
    constexpr double metresPerInch = 0.0254;
    const int dotsPerMetre = qRound(plot.logicalDpiX() * scale / metresPerInch);
    image.setDotsPerMeterX(dotsPerMetre);
    image.setDotsPerMeterY(dotsPerMetre);
    image.setText(QStringLiteral("Title"), titleOf(plot));
    image.setText(QStringLiteral("Software"), QStringLiteral("LightCL Workbench"));
    return image.save(&device, "PNG");
}

bool writePdf(Plot& plot, QIODevice& device) {
    QPdfWriter writer(&device);
    const int dpi = plot.logicalDpiX();
    writer.setCreator("LightCL Workbench");
    writer.setTitle(titleOf(plot));
    writer.setResolution(dpi);
    writer.setPageSize(QPageSize(QSizeF(plot.size()) * 72.0 / dpi, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins({0, 0, 0, 0});
    return paintVectors(plot, writer);
}

bool writeSvg(Plot& plot, QIODevice& device) {
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    generator.setTitle(titleOf(plot));
    generator.setDescription("LightCL Workbench");
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
        if (format == ExportFormat::Png) return writePng(plot, scale, device);
        const PrintDress dress(plot);
        return format == ExportFormat::Pdf ? writePdf(plot, device) : writeSvg(plot, device);
    };
    if (!write()) throw Error(file.toStdString() + ": cannot be written: the picture could not be made");
    if (format == ExportFormat::Svg) bytes = withKnownFonts(bytes, plot.font());
    writeFileAtomically(file.toStdString(), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

} // namespace lightcl
