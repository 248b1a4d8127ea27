#include "exchange/json_lines.h"

#include "store/row_query.h"
#include "text/text_list.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace lightcl {

namespace {

using LineJson = nlohmann::ordered_json;

LineJson valueOf(const SQLite::Column& column, LineValue value) {
    if (column.isNull()) return nullptr;
    if (value == LineValue::Counts) return LineJson::parse(column.getString(), nullptr, false);
    if (column.isInteger()) return column.getInt64();
    if (column.isFloat()) return column.getDouble();
    return column.getString();
}

std::string lineOf(const LineJson& line) {
    return line.dump(-1, ' ', false, LineJson::error_handler_t::replace) + '\n';
}

std::string namesOf(const std::vector<LineField>& fields) {
    std::vector<std::string_view> names;
    for (const LineField& field : fields) names.push_back(field.name);
    return fmt::format("{}", fmt::join(names, ", "));
}

std::string runLine(SQLite::Database& handle, RunId run) {
    SQLite::Statement query(handle,
                            fmt::format("SELECT {}, (SELECT p.uuid FROM runs p WHERE p.run_id = "
                                        "r.pretraining_run), (SELECT s.tags FROM run_summary s WHERE s.run_id = "
                                        "r.run_id) FROM runs r WHERE run_id = ?",
                                        namesOf(runFields())));
    query.bind(1, run);
    query.executeStep();
    LineJson line = {{"kind", "run"}, {"format", 1}};
    int column = 0;
    for (const LineField& field : runFields())
        line[std::string(field.name)] = valueOf(query.getColumn(column++), field.value);
    if (!query.getColumn(column).isNull()) line["pretraining_uuid"] = query.getColumn(column).getString();
    line["tags"] = textsIn(query.getColumn(column + 1).getString());
    return lineOf(line);
}

std::string kindLines(SQLite::Database& handle, RunId run, const LineKind& kind) {
    // The view names layers and metrics.
    const std::string_view from = kind.name == "layer" ? "layer_heatmap" : kind.table;
    SQLite::Statement query(
        handle, fmt::format("SELECT {} FROM {} WHERE run_id = ? ORDER BY 1, 2, 3", namesOf(kind.fields), from));
    query.bind(1, run);
    std::string lines;
    while (query.executeStep()) {
        LineJson line = {{"kind", kind.name}};
        int column = 0;
        for (const LineField& field : kind.fields)
            line[std::string(field.name)] = valueOf(query.getColumn(column++), field.value);
        lines += lineOf(line);
    }
    return lines;
}

} // namespace

std::string jsonLines(const Database& database, RunId run) {
    return translated(database.file(), [&] {
        SQLite::Database& handle = database.handle();
        SQLite::Statement known(handle, "SELECT state FROM runs WHERE run_id = ?");
        known.bind(1, run);
        if (!known.executeStep()) throwNoRun(database, run);
        std::string lines = runLine(handle, run);
        for (const LineKind& kind : lineKinds()) lines += kindLines(handle, run, kind);
        return lines + lineOf({{"kind", "end"}, {"state", known.getColumn(0).getString()}});
    });
}

} // namespace lightcl
