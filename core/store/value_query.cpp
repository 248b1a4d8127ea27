#include "store/value_query.h"

#include <SQLiteCpp/Exception.h>
#include <algorithm>
#include <limits>
#include <sqlite3.h>

namespace lightcl {

ValueQuery::ValueQuery(sqlite3* connection, const char* sql) : connection_(connection) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(connection, sql, -1, &statement, nullptr);
    statement_.reset(statement);
    if (code != SQLITE_OK) throw SQLite::Exception(connection, code);
}

void ValueQuery::restart(std::initializer_list<std::int64_t> parameters) {
    sqlite3_reset(statement_.get()); // its result is that of the last step, which next() has told
    int index = 0;
    for (const std::int64_t parameter : parameters) {
        const int code = sqlite3_bind_int64(statement_.get(), ++index, parameter);
        if (code != SQLITE_OK) throw SQLite::Exception(connection_, code);
    }
}

bool ValueQuery::next() {
    const int code = sqlite3_step(statement_.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE) throw SQLite::Exception(connection_, code);
    return code == SQLITE_ROW;
}

int ValueQuery::integer(int column) const {
    const auto value = sqlite3_column_int64(statement_.get(), column);
    return static_cast<int>(
        std::clamp<std::int64_t>(value, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

double ValueQuery::number(int column) const {
    const bool isNull = sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
    return isNull ? std::numeric_limits<double>::quiet_NaN() : sqlite3_column_double(statement_.get(), column);
}

void ValueQuery::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

} // namespace lightcl
