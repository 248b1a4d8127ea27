#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace lightcl {

/// Marks a file as the workbench's in SQLite's header: "LCLW".
inline constexpr std::uint32_t kApplicationId = 0x4C434C57;

/// One step from schema version `version - 1` to `version`.
struct Migration {
    int version = 0;
    std::string sql; ///< changes of tables, indexes and rows; may call lightcl_name_uuid(TEXT), see base/uuid.h
};

/// Every step since the empty file, in order. A released step is never edited; a change is a new step at the end, and a
/// change of views alone is a step without SQL.
const std::vector<Migration>& migrations();

/// Brings the file to the last version in `steps`, in one exclusive transaction: the views that `views` makes are
/// dropped, the steps missing are applied, and `views` created anew, so that there is one definition of each view;
/// other views are left alone. Does nothing on a file that is up to date or newer. Throws SQLite::Exception.
void migrate(SQLite::Database& database, const std::vector<Migration>& steps, const std::string& views);

/// The statements of a script of CREATE VIEW statements, each without its semicolon, by the view's name.
std::map<std::string, std::string> viewDefinitions(const std::string& views);

/// Whether the file holds each of these views, word for word.
bool hasViews(SQLite::Database& database, const std::string& views);

/// Makes them anew, whatever was there under their names. Throws SQLite::Exception.
void remakeViews(SQLite::Database& database, const std::string& views);

/// The file's version: 0 for an empty file.
int readSchemaVersion(SQLite::Database& database);

} // namespace lightcl
