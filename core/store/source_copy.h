#pragma once

#include <SQLiteCpp/Database.h>
#include <filesystem>

namespace lightcl {

/// A private copy of a workbench file, one consistent snapshot of it, brought to this program's schema; gone with the
/// connection, and with the process however that ends. The file itself is only read. Throws InputError, one line that
/// names the file, when it is missing, foreign, damaged or made by a newer version (both versions are named).
SQLite::Database copyOfSource(const std::filesystem::path& file);

} // namespace lightcl
