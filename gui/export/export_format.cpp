#include "export/export_format.h"

#include <QObject>

namespace lightcl {

QString suffixOf(ExportFormat format) {
    switch (format) {
    case ExportFormat::Pdf:
        return "pdf";
    case ExportFormat::Svg:
        return "svg";
    case ExportFormat::Png:
        return "png";
    case ExportFormat::Csv:
        return "csv";
    case ExportFormat::Tikz:
        return "tex";
    }
    return {};
}

QString titleOf(ExportFormat format) {
    switch (format) {
    case ExportFormat::Pdf:
        return QObject::tr("PDF figure (vector)");
    case ExportFormat::Svg:
        return QObject::tr("SVG figure (vector)");
    case ExportFormat::Png:
        return QObject::tr("PNG picture");
    case ExportFormat::Csv:
        return QObject::tr("CSV data");
    case ExportFormat::Tikz:
        return QObject::tr("LaTeX figure (pgfplots)");
    }
    return {};
}

std::optional<ExportFormat> formatOfSuffix(const QString& suffix) {
    for (const auto format : kExportFormats)
        if (suffix.compare(suffixOf(format), Qt::CaseInsensitive) == 0) return format;
    if (suffix.compare(suffixOf(ExportFormat::Tikz), Qt::CaseInsensitive) == 0) return ExportFormat::Tikz;
    return std::nullopt;
}

} // namespace lightcl
