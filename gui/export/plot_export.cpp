#include "export/plot_export.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "export/figure_device.h"
#include "plots/plot.h"

#include <QBuffer>
#include <QFontInfo>
#include <QMimeData>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QSvgGenerator>
#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

/// Paints what is dressed on a device that has `scale` units for each of the plot's.
bool paintFigure(Plot& plot, const FigureDress& dress, const FigureStyle& style, QPaintDevice& device, double scale,
                 int textPrecision = 1) {
    QPainter target;
    if (!target.begin(&device)) return false;
    target.scale(scale, scale);
    // A size in whole units may end a fraction of one before the paper does.
    target.fillRect(QRectF(-1, -1, dress.size().width() + 3, dress.size().height() + 3), plot.theme().background);
    {
        FigureDevice figure(target, dress.size(), plot.logicalDpiX(),
                            {style.lineWidth, style.palette == FigurePalette::Grey, textPrecision});
        QCPPainter painter(&figure);
        painter.setMode(QCPPainter::pmVectorized);
        painter.setMode(QCPPainter::pmNoCaching);
        const QSignalBlocker settled(plot); // or it would choose its labels anew
        plot.toPainter(&painter, dress.size().width(), dress.size().height());
    }
    return target.end();
}

QImage paintedImage(Plot& plot, const FigureDress& dress, const FigureStyle& style, QSize pixels, double scale) {
    QImage image(pixels.expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    if (image.isNull()) return image; // no memory for so many pixels
    const auto dotsPerMetre = [](double dpi) { return static_cast<int>(std::lround(dpi / 0.0254)); };
    image.fill(plot.theme().background);
    if (!paintFigure(plot, dress, style, image, scale)) return {};
    image.setDotsPerMeterX(dotsPerMetre(dress.perInch() * scale));
    image.setDotsPerMeterY(dotsPerMetre(dress.perInch() * scale));
    return image;
}

/// What the figure shows, for catalogues and screen readers.
QString titleOf(const Plot& plot) {
    return plot.accessibleName().isEmpty() ? QStringLiteral("LightCL Workbench") : plot.accessibleName();
}

/// Qt writes the family it was asked for, such as the system's "Sans Serif", which no browser knows: the family that
/// was found stands there instead, and the generic one behind it. Its size is exact, not in whole millimetres.
QByteArray madeForBrowsers(const QByteArray& svg, const QFont& font, const FigureStyle& style) {
    const QString family = QFontInfo(font).family();
    QString text = QString::fromUtf8(svg);
    static const QRegularExpression attribute(QStringLiteral("font-family=\"([^\"]*)\""));
    text.replace(attribute, QStringLiteral("font-family=\"'%1', sans-serif\"").arg(family.toHtmlEscaped()));
    static const QRegularExpression size(QStringLiteral("<svg width=\"[^\"]*\" height=\"[^\"]*\""));
    const auto head = size.match(text);
    if (head.hasMatch())
        text.replace(head.capturedStart(), head.capturedLength(),
                     QStringLiteral("<svg width=\"%1cm\" height=\"%2cm\"")
                         .arg(QString::number(style.widthCm, 'g', 6), QString::number(style.heightCm, 'g', 6)));
    return text.toUtf8();
}

bool writePng(Plot& plot, const FigureStyle& style, const FigureTexts& texts, QIODevice& device) {
    QImage image = figureImage(plot, style, texts);
    if (image.isNull()) return false;
    image.setText(QStringLiteral("Title"), titleOf(plot));
    image.setText(QStringLiteral("Software"), QStringLiteral("LightCL Workbench"));
    return image.save(&device, "PNG");
}

bool writePdf(Plot& plot, const FigureStyle& style, const FigureTexts& texts, QIODevice& device) {
    const FigureDress dress(plot, style, texts);
    QPdfWriter writer(&device);
    writer.setCreator("LightCL Workbench");
    writer.setTitle(titleOf(plot));
    constexpr int unitsPerInch = 1200;
    writer.setResolution(unitsPerInch);
    writer.setPageSize(QPageSize(style.sizeInPoints(), QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins({0, 0, 0, 0});
    return paintFigure(plot, dress, style, writer, unitsPerInch / dress.perInch(), 16);
}

bool writeSvg(Plot& plot, const FigureStyle& style, const FigureTexts& texts, QByteArray& svg) {
    const FigureDress dress(plot, style, texts);
    QBuffer device(&svg);
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    generator.setTitle(titleOf(plot));
    generator.setDescription("LightCL Workbench");
    generator.setResolution(plot.logicalDpiX());
    generator.setSize(dress.size());
    generator.setViewBox(QRectF({}, QSizeF(style.widthCm, style.heightCm) * (dress.perInch() / 2.54)));
    if (!paintFigure(plot, dress, style, generator, 1)) return false;
    svg = madeForBrowsers(svg, plot.font(), style);
    return true;
}

/// The file's bytes; empty when the picture could not be made.
QByteArray figureBytes(Plot& plot, ExportFormat format, const FigureStyle& style, const FigureTexts& texts) {
    QByteArray bytes;
    bool written = false;
    if (format == ExportFormat::Svg) {
        written = writeSvg(plot, style, texts, bytes);
    } else {
        QBuffer device(&bytes);
        device.open(QIODevice::WriteOnly);
        written =
            format == ExportFormat::Png ? writePng(plot, style, texts, device) : writePdf(plot, style, texts, device);
    }
    return written ? bytes : QByteArray();
}

} // namespace

QImage figureImage(Plot& plot, const FigureStyle& style, const FigureTexts& texts) {
    const FigureDress dress(plot, style, texts);
    return paintedImage(plot, dress, style, style.sizeInUnits(style.resolution), style.resolution / dress.perInch());
}

QImage figureImage(Plot& plot, double scale) {
    auto style = styleOnScreen(plot);
    style.resolution *= scale;
    return figureImage(plot, style);
}

FigurePreview previewOf(Plot& plot, const FigureStyle& style, const FigureTexts& texts, QSize within) {
    const FigureDress dress(plot, style, texts);
    const QSizeF whole = dress.size();
    const double scale = std::min(within.width() / whole.width(), within.height() / whole.height());
    return {paintedImage(plot, dress, style, (whole * scale).toSize(), scale), dress.texts(), dress.leavesOutLegend()};
}

void exportPlot(Plot& plot, const QString& file, ExportFormat format, const FigureStyle& style,
                const FigureTexts& texts) {
    const QByteArray bytes = figureBytes(plot, format, style, texts);
    if (bytes.isEmpty()) throw Error(file.toStdString() + ": cannot be written: the picture could not be made");
    writeFileAtomically(file.toStdString(), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

QMimeData* figureForClipboard(Plot& plot) {
    const auto style = styleOnScreen(plot);
    auto* data = new QMimeData;
    data->setImageData(figureImage(plot, 2));
    data->setData(QStringLiteral("image/svg+xml"), figureBytes(plot, ExportFormat::Svg, style, {}));
    data->setData(QStringLiteral("application/pdf"), figureBytes(plot, ExportFormat::Pdf, style, {}));
    return data;
}

} // namespace lightcl
