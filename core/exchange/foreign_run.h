#pragma once

#include "exchange/line_kinds.h"
#include "runs/rows.h"
#include "store/database.h"

#include <map>
#include <string>
#include <vector>

namespace lightcl {

/// A row of one kind, its cells in the kind's order.
struct ForeignRow {
    const LineKind* kind = nullptr;
    std::vector<LineCell> cells;
};

/// A run as a file tells it, checked field by field.
struct ForeignRun {
    std::map<std::string, LineCell, std::less<>> fields; ///< of runFields(); `uuid` is set
    std::vector<std::string> tags;
    std::string pretrainingUuid; ///< empty: it starts from none
    std::vector<ForeignRow> rows;

    [[nodiscard]] std::string text(std::string_view field) const; ///< empty when missing
};

struct ImportResult {
    std::vector<RunId> taken;
    std::vector<RunId> known; ///< whose identity was there already: left as they are
};

/// Stores the runs, in one transaction. Throws Error when SQLite cannot write, InputError for rows that the tables do
/// not take; nothing is stored then.
ImportResult importRuns(Database& database, const std::vector<ForeignRun>& runs);

} // namespace lightcl
