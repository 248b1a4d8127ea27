#pragma once

#include <QString>
#include <array>
#include <optional>

namespace lightcl {

/// What a plot can be saved as: a figure, the numbers behind it, or what LaTeX makes a figure of (not every plot).
enum class ExportFormat { Pdf, Svg, Png, Csv, Tikz };

/// Those of every plot.
inline constexpr std::array kExportFormats = {ExportFormat::Pdf, ExportFormat::Svg, ExportFormat::Png,
                                              ExportFormat::Csv};

/// The file name's ending: "pdf", "svg", "png", "csv".
QString suffixOf(ExportFormat format);
/// For people: "PDF figure (vector)".
QString titleOf(ExportFormat format);
/// None for another ending.
std::optional<ExportFormat> formatOfSuffix(const QString& suffix);

} // namespace lightcl
