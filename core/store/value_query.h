#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace lightcl {

/// A query for hundreds of thousands of numbers: reads columns where SQLite holds them. SQLite::Statement shares its
/// ownership with an object for each column of each row, which takes as long as the reading itself. Not thread-safe;
/// throws SQLite::Exception.
class ValueQuery {
public:
    /// The connection must outlive the query.
    ValueQuery(sqlite3* connection, const char* sql);

    /// Begins anew with these parameters, in order.
    void restart(std::initializer_list<std::int64_t> parameters);
    /// Goes to the next row; false when there is none.
    bool next();
    [[nodiscard]] int integer(int column) const;   ///< the nearest int
    [[nodiscard]] double number(int column) const; ///< NaN for NULL, as which SQLite keeps what is not a number

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };

    sqlite3* connection_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

} // namespace lightcl
