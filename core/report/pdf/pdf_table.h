#pragma once

#include "report/drawing/canvas.h"

#include <string>
#include <vector>

namespace lightcl {

/// A table to draw: the first column stands left, the others right; columns share the width by what they need.
class PdfTable {
public:
    explicit PdfTable(std::vector<std::string> titles) : rows_{std::move(titles)} {}

    void addRow(std::vector<std::string> cells);

    [[nodiscard]] std::size_t rows() const { return rows_.size(); }
    [[nodiscard]] static double rowHeight();
    /// Draws row `index` (0 are the titles) with its top at `y`.
    void drawRow(Canvas& canvas, std::size_t index, double left, double y, double width) const;

private:
    [[nodiscard]] std::vector<double> columnWidths(const Canvas& canvas, double width) const;

    std::vector<std::vector<std::string>> rows_;
};

} // namespace lightcl
