#pragma once

#include "report/drawing/canvas.h"
#include "text/table.h"

#include <vector>

namespace lightcl {

/// Draws a table in a given width, which its columns share by what they need; letters are smaller where it is too wide.
class PdfTable {
public:
    /// `table` must outlive this.
    PdfTable(const Table& table, const Canvas& canvas, double width);

    /// The titles' and the rows'.
    [[nodiscard]] std::size_t lines() const { return table_->rows.size() + 1; }
    [[nodiscard]] double lineHeight() const { return size_ * 1.9; }
    /// Draws line `index` (0 are the titles) with its top at `y`.
    void drawLine(Canvas& canvas, std::size_t index, double left, double y) const;

private:
    struct Span {
        double left = 0, right = 0;
    };

    const Table* table_;
    double width_;
    double size_;
    std::vector<Span> spans_; ///< of each column, from the table's left
};

} // namespace lightcl
