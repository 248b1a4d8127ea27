#include "report/pdf/pdf_table.h"

#include <algorithm>
#include <numeric>

namespace lightcl {

namespace {

constexpr double kSize = 7.5;
constexpr double kSmallestGap = 6;

TextStyle cellStyle(double size, bool isTitle, Table::Align align) {
    return {.size = size,
            .color = colorFromHex(isTitle ? 0x555555 : 0x111111),
            .horizontal = align == Table::Align::Left ? 0.0 : 1.0,
            .bold = isTitle};
}

std::vector<double> neededWidths(const Table& table, const Canvas& canvas) {
    std::vector<double> needed;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        const auto align = table.columns[column].align;
        double width = canvas.textWidth(table.heading(column), cellStyle(kSize, true, align));
        for (const auto& row : table.rows)
            width = std::max(width, canvas.textWidth(row[column], cellStyle(kSize, false, align)));
        needed.push_back(width);
    }
    return needed;
}

} // namespace

PdfTable::PdfTable(const Table& table, const Canvas& canvas, double width) : table_(&table), width_(width) {
    const auto needed = neededWidths(table, canvas);
    const double sum = std::accumulate(needed.begin(), needed.end(), 0.0);
    const auto gaps = static_cast<double>(std::max<std::size_t>(needed.size(), 2) - 1);
    const double scale = std::min(1.0, (width - gaps * kSmallestGap) / std::max(sum, 1.0));
    size_ = kSize * scale;
    const double gap = (width - sum * scale) / gaps;
    double left = 0;
    for (const double content : needed) {
        spans_.push_back({left, left + content * scale});
        left += content * scale + gap;
    }
}

void PdfTable::drawLine(Canvas& canvas, std::size_t index, double left, double y) const {
    const bool isTitle = index == 0;
    const double middle = y + lineHeight() / 2;
    for (std::size_t column = 0; column < spans_.size(); ++column) {
        const auto align = table_->columns[column].align;
        const Span& span = spans_[column];
        canvas.text({left + (align == Table::Align::Left ? span.left : span.right), middle},
                    isTitle ? table_->heading(column) : table_->rows[index - 1][column],
                    cellStyle(size_, isTitle, align));
    }
    const double bottom = y + lineHeight();
    canvas.line({left, bottom}, {left + width_, bottom}, colorFromHex(isTitle ? 0x555555 : 0xDDDDDD),
                isTitle ? 0.8 : 0.4);
}

} // namespace lightcl
