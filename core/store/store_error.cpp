#include "store/store_error.h"

#include "base/error.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <string>
#include <system_error>

namespace lightcl {

namespace {

// SQLite's extended codes carry the plain code in their low byte.
int primaryCode(const SQLite::Exception& exception) {
    return exception.getErrorCode() & 0xff;
}

// On a full disk SQLite often fails before it writes a row, and then speaks of input and output alone.
bool isDiskFull(const std::filesystem::path& file) {
    std::error_code error;
    const auto space = std::filesystem::space(std::filesystem::absolute(file).parent_path(), error);
    return !error && space.available == 0;
}

int codeFor(const std::filesystem::path& file, const SQLite::Exception& exception) {
    const int code = primaryCode(exception);
    return code == SQLITE_IOERR && isDiskFull(file) ? SQLITE_FULL : code;
}

std::string describe(const std::filesystem::path& file, const SQLite::Exception& exception) {
    switch (codeFor(file, exception)) {
    case SQLITE_NOTADB:
        return "not an SQLite database; expected a file made by the workbench";
    case SQLITE_CORRUPT:
        return fmt::format("the database is damaged ({})", exception.what());
    case SQLITE_READONLY:
        return "cannot be written: the file or its folder is read-only; expected write permission";
    case SQLITE_PERM:
        return "no permission; expected permission to read and write the file";
    case SQLITE_CANTOPEN:
        return "cannot be opened; expected a file that may be read and written, in a folder likewise";
    case SQLITE_FULL:
        return "no space left on its disk; what was stored before is unharmed";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "locked by another program, which did not give it up in time";
    case SQLITE_IOERR:
        return fmt::format("cannot be read or written ({})", exception.what());
    default:
        return exception.what();
    }
}

bool isCircumstance(int code) {
    return code == SQLITE_FULL || code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_IOERR ||
           code == SQLITE_NOMEM;
}

} // namespace

void throwOpeningError(const std::filesystem::path& file, const SQLite::Exception& exception) {
    const std::string message = fmt::format("{}: {}", file.string(), describe(file, exception));
    if (isCircumstance(primaryCode(exception))) throw Error(message);
    throw InputError(message);
}

void throwWorkingError(const std::filesystem::path& file, const SQLite::Exception& exception) {
    throw Error(fmt::format("{}: {}", file.string(), describe(file, exception)));
}

} // namespace lightcl
