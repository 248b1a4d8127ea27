#include "figures/run_table.h"

#include <array>

namespace lightcl {

Table tableOfRun(const RunSummary& run, const Table& numbers) {
    Table table;
    for (const auto* title : {"run_id", "name", "method", "seed"}) table.addColumn(title);
    for (const auto& column : numbers.columns) table.addColumn(column.title, column.align);
    const std::array whose = {std::to_string(run.id), run.name, run.method, std::to_string(run.seed)};
    for (const auto& numbersRow : numbers.rows) {
        std::vector<std::string> row(whose.begin(), whose.end());
        row.insert(row.end(), numbersRow.begin(), numbersRow.end());
        table.addRow(std::move(row));
    }
    return table;
}

} // namespace lightcl
