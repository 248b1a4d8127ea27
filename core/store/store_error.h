#pragma once

#include <SQLiteCpp/Exception.h>
#include <filesystem>

namespace lightcl {

/// One clear line for what SQLite reports while a file is being opened: Error for a full disk, a lock that was not
/// given up in time or a failing disk; InputError for everything that is wrong with the file itself.
[[noreturn]] void throwOpeningError(const std::filesystem::path& file, const SQLite::Exception& exception);

/// The same while an open file is read or written; always Error.
[[noreturn]] void throwWorkingError(const std::filesystem::path& file, const SQLite::Exception& exception);

/// Calls `work`, translating SQLite's exceptions by throwWorkingError.
template <typename Work>
auto translated(const std::filesystem::path& file, Work&& work) {
    try {
        return work();
    } catch (const SQLite::Exception& exception) {
        throwWorkingError(file, exception);
    }
}

} // namespace lightcl
