#include "report/pdf/pdf_table.h"

#include <algorithm>
#include <numeric>

namespace lightcl {

namespace {

constexpr double kSize = 7.5;

TextStyle cellStyle(bool isTitle, bool isFirst) {
    return {.size = kSize,
            .color = colorFromHex(isTitle ? 0x555555 : 0x111111),
            .horizontal = isFirst ? 0.0 : 1.0,
            .bold = isTitle};
}

} // namespace

void PdfTable::addRow(std::vector<std::string> cells) {
    cells.resize(rows_.front().size());
    rows_.push_back(std::move(cells));
}

double PdfTable::rowHeight() {
    return kSize * 1.9;
}

std::vector<double> PdfTable::columnWidths(const Canvas& canvas, double width) const {
    std::vector<double> needed(rows_.front().size(), 0);
    for (std::size_t row = 0; row < rows_.size(); ++row)
        for (std::size_t column = 0; column < needed.size(); ++column)
            needed[column] = std::max(needed[column], canvas.textWidth(rows_[row][column], cellStyle(row == 0, false)));
    const auto spare = width - std::accumulate(needed.begin(), needed.end(), 0.0);
    const auto gaps = std::max<std::size_t>(needed.size() - 1, 1);
    for (std::size_t column = 1; column < needed.size(); ++column) needed[column] += spare / static_cast<double>(gaps);
    return needed;
}

void PdfTable::drawRow(Canvas& canvas, std::size_t index, double left, double y, double width) const {
    const auto widths = columnWidths(canvas, width);
    const auto middle = y + rowHeight() / 2;
    double right = left;
    for (std::size_t column = 0; column < widths.size(); ++column) {
        right += widths[column];
        canvas.text({column == 0 ? left : right, middle}, rows_[index][column], cellStyle(index == 0, column == 0));
    }
    const auto bottom = y + rowHeight();
    canvas.line({left, bottom}, {left + width, bottom}, colorFromHex(index == 0 ? 0x555555 : 0xDDDDDD),
                index == 0 ? 0.8 : 0.4);
}

} // namespace lightcl
