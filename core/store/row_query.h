#pragma once

#include "base/error.h"
#include "runs/rows.h"
#include "store/database.h"
#include "store/run_bounds.h"
#include "store/store_error.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <cstdint>
#include <fmt/format.h>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

// How rows of the store become values: for the files that read them alone.

namespace lightcl {

/// SQLite's integers are wider than an int: what does not fit is no task, epoch, step or layer, and refused as such.
inline int narrow(std::int64_t value) {
    return static_cast<int>(
        std::clamp<std::int64_t>(value, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

inline int intOf(const SQLite::Column& column) {
    return narrow(column.getInt64());
}

// SQLite keeps what is not a number as NULL.
inline double numberOrNan(const SQLite::Column& column) {
    return column.isNull() ? std::numeric_limits<double>::quiet_NaN() : column.getDouble();
}

inline std::optional<double> optionalNumber(const SQLite::Column& column) {
    return column.isNull() ? std::nullopt : std::optional(column.getDouble());
}

inline std::optional<std::int64_t> optionalInteger(const SQLite::Column& column) {
    return column.isNull() ? std::nullopt : std::optional<std::int64_t>(column.getInt64());
}

/// Makes an Error that `check` throws name the file and the run.
template <typename Check>
void requirePossible(const Database& database, RunId run, Check&& check) {
    try {
        check();
    } catch (const Error& error) {
        throw Error(fmt::format("{}: run {}: {}", database.file().string(), run, error.what()));
    }
}

template <typename Rows>
Rows checked(const Database& database, RunId run, const RunBounds& bounds, Rows rows) {
    requirePossible(database, run, [&] {
        for (const auto& row : rows) bounds.check(row);
    });
    return rows;
}

[[noreturn]] inline void throwNoRun(const Database& database, RunId run) {
    throw InputError(fmt::format("{}: no run {}", database.file().string(), run));
}

// The rows of one run, turned into values in order. `bound` follows the run's id among the statement's parameters.
template <typename Make, typename... Bound>
auto rowsOf(const Database& database, RunId run, const char* sql, Make make, const Bound&... bound) {
    return translated(database.file(), [&] {
        std::vector<decltype(make(std::declval<SQLite::Statement&>()))> rows;
        SQLite::Statement query(database.handle(), sql);
        query.bind(1, run);
        int index = 1;
        (query.bind(++index, bound), ...);
        while (query.executeStep()) rows.push_back(make(query));
        if (rows.empty()) {
            SQLite::Statement known(database.handle(), "SELECT 1 FROM runs WHERE run_id = ?");
            known.bind(1, run);
            if (!known.executeStep()) throwNoRun(database, run);
        }
        return rows;
    });
}

} // namespace lightcl
