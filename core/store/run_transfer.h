#pragma once

#include "runs/rows.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace lightcl {

/// The tables whose rows belong to runs, with `runs` first.
const std::vector<std::string>& runTables();

/// Copies runs with all their rows from one connection's database into another's of the same schema. What runs refer to
/// by number (pretrainings, parents of branches) is left open, for the numbers differ. The caller opens the
/// transaction. Throws SQLite::Exception.
class RunTransfer {
public:
    RunTransfer(SQLite::Database& source, SQLite::Database& target);

    /// Copies the run `from` under the number `to`, with that identity.
    void copy(RunId from, RunId to, const std::string& uuid);
    /// Gives the run `to`, a copy of `from`, what that has now; its marks (tags, note, archived), its number and what
    /// it refers to stay.
    void refresh(RunId from, RunId to);

private:
    /// A table's rows of one run: how they are read, and written with another number.
    struct TableCopy {
        std::string name;
        std::vector<std::string> columns; ///< without run_id
        SQLite::Statement read;
        SQLite::Statement write;
    };

    [[nodiscard]] static std::vector<std::string> columnsOf(SQLite::Database& database, const std::string& table);
    [[nodiscard]] std::int64_t metricIn(std::int64_t sourceMetric);
    void copyRows(TableCopy& table, RunId from, RunId to);
    void bindValue(SQLite::Statement& statement, int place, const std::string& column, const SQLite::Column& value);
    void updateRun(TableCopy& runs, RunId from, RunId to);

    SQLite::Database* source_;
    SQLite::Database* target_;
    std::vector<TableCopy> tables_;
    std::map<std::int64_t, std::int64_t> metrics_; ///< the target's by the source's
};

} // namespace lightcl
