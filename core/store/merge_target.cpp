#include "store/merge_target.h"

#include "base/error.h"
#include "store/file_header.h"

#include <fmt/format.h>
#include <system_error>
#include <unistd.h>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

void removeWithLog(const fs::path& file) {
    std::error_code ignored;
    for (const char* end : {"", "-wal", "-shm", "-journal"}) fs::remove(file.string() + end, ignored);
}

} // namespace

MergeTarget::MergeTarget(const fs::path& file) : file_(file) {
    const bool isNew = readFileHeader(file).kind == FileHeader::Kind::Missing;
    if (isNew && !file.empty()) {
        temporary_ = file.parent_path() / fmt::format(".{}.tmp-{}", file.filename().string(), getpid());
        removeWithLog(temporary_);
    }
    std::error_code ignored;
    if (isNew && !fs::is_directory(fs::absolute(file).parent_path(), ignored))
        throw InputError(fmt::format("{}: its folder does not exist", file.string()));
    database_.emplace(Database::openForWriting(temporary_.empty() ? file : temporary_));
}

MergeTarget::~MergeTarget() {
    database_.reset();
    if (!temporary_.empty()) removeWithLog(temporary_);
}

void MergeTarget::finish() {
    database_.reset();
    if (temporary_.empty()) return;
    // A renaming would put it in the place of whatever has come there meanwhile.
    std::error_code error;
    fs::create_hard_link(temporary_, file_, error);
    const bool exists = error == std::errc::file_exists;
    if (error && !exists) {
        error.clear();
        fs::rename(temporary_, file_, error);
    }
    if (error) throw Error(fmt::format("{}: cannot be put there: {}", file_.string(), error.message()));
}

} // namespace lightcl
