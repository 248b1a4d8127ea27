#include "export/csv.h"

#include "export/atomic_device.h"

#include <QIODevice>

namespace lightcl {

CsvTable::operator Table() const {
    Table table;
    for (const auto& title : header) table.addColumn(title.toStdString());
    for (const auto& row : rows) {
        std::vector<std::string> cells;
        for (const auto& cell : row) cells.push_back(cell.toStdString());
        table.addRow(std::move(cells));
    }
    return table;
}

void writeCsv(const QString& file, const Table& table) {
    writeAtomically(file, [&](QIODevice& device) {
        const auto text = toCsv(table);
        return device.write(text.data(), static_cast<qint64>(text.size())) == static_cast<qint64>(text.size());
    });
}

} // namespace lightcl
