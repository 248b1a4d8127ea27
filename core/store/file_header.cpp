#include "store/file_header.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fmt/format.h>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

namespace {

constexpr std::size_t kHeaderBytes = 100;
constexpr std::size_t kReadVersionOffset = 19;
constexpr std::size_t kUserVersionOffset = 60;
constexpr std::size_t kApplicationIdOffset = 68;
constexpr std::string_view kMagic{"SQLite format 3\0", 16};

using Bytes = std::array<char, kHeaderBytes>;

std::uint32_t bigEndian(const Bytes& bytes, std::size_t offset) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[offset + i]);
    return value;
}

/// A file read through SQLite's own file layer. Were it read plainly, closing it would drop every lock this process
/// holds on it (so POSIX has it), those of its open connections too: another process would then take itself for the
/// last user of the database and remove the log under them. SQLite's layer closes only what holds no lock.
class LockKeepingFile {
public:
    explicit LockKeepingFile(const std::filesystem::path& file) : layer_(sqlite3_vfs_find(nullptr)) {
        // SQLite looks behind the name's end for parameters: there are none.
        const std::string name = std::filesystem::absolute(file).string() + std::string(3, '\0');
        memory_.resize(static_cast<std::size_t>(layer_->szOsFile) / sizeof(std::max_align_t) + 1);
        const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB;
        good_ = layer_->xOpen(layer_, name.c_str(), handle(), flags, nullptr) == SQLITE_OK;
    }
    LockKeepingFile(const LockKeepingFile&) = delete;
    LockKeepingFile& operator=(const LockKeepingFile&) = delete;
    ~LockKeepingFile() {
        if (handle()->pMethods != nullptr) handle()->pMethods->xClose(handle());
    }

    bool good() const { return good_; }

    /// Reads from the file's start and returns how many bytes there were, at most as many as asked for.
    std::size_t read(Bytes& bytes) {
        sqlite3_int64 size = 0;
        good_ = handle()->pMethods->xFileSize(handle(), &size) == SQLITE_OK;
        const auto count = std::min(size, static_cast<sqlite3_int64>(bytes.size()));
        if (good_ && count > 0)
            good_ = handle()->pMethods->xRead(handle(), bytes.data(), static_cast<int>(count), 0) == SQLITE_OK;
        return good_ ? static_cast<std::size_t>(count) : 0;
    }

private:
    sqlite3_file* handle() { return reinterpret_cast<sqlite3_file*>(memory_.data()); }

    sqlite3_vfs* layer_;
    std::vector<std::max_align_t> memory_;
    bool good_ = false;
};

} // namespace

FileHeader readFileHeader(const std::filesystem::path& file) {
    std::error_code error;
    if (std::filesystem::is_directory(file, error))
        throw InputError(fmt::format("{}: is a folder; expected a workbench database file", file.string()));
    const bool exists = std::filesystem::exists(file, error);
    if (!exists && !error) return {};

    LockKeepingFile stream(file);
    Bytes bytes{};
    const std::size_t count = !error && stream.good() ? stream.read(bytes) : 0;
    if (error || !stream.good())
        throw InputError(fmt::format("{}: cannot be read; expected permission to read it", file.string()));
    FileHeader header;
    if (count == 0) {
        header.kind = FileHeader::Kind::Empty;
    } else if (count < kHeaderBytes || !std::string_view(bytes.data(), bytes.size()).starts_with(kMagic)) {
        header.kind = FileHeader::Kind::NotSqlite;
    } else {
        header.kind = FileHeader::Kind::Sqlite;
        header.applicationId = bigEndian(bytes, kApplicationIdOffset);
        header.usesLog = bytes[kReadVersionOffset] == 2;
        header.schemaVersion = bigEndian(bytes, kUserVersionOffset);
    }
    return header;
}

} // namespace lightcl
