#include "base/atomic_file.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

constexpr mode_t kReadWriteForAll = 0666; // less the umask

fs::path folderOf(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

/// A link is followed, so that the file it names is replaced and not the link.
fs::path behindLinks(const fs::path& file) {
    std::error_code ignored;
    if (!fs::is_symlink(file, ignored)) return file;
    const fs::path resolved = fs::weakly_canonical(file, ignored);
    return resolved.empty() ? file : resolved;
}

/// Whether a program that writes whole files would destroy an SQLite database or its log. The descriptor of one is left
/// open: closing it would drop the locks that this process's own connections hold (so POSIX has it).
bool isDatabase(const fs::path& file) {
    constexpr std::string_view database = "SQLite format 3";
    constexpr std::array<std::string_view, 2> logs = {"\x37\x7f\x06\x82", "\x37\x7f\x06\x83"};
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) return false;
    std::array<char, 16> bytes{};
    const ssize_t count = ::read(descriptor, bytes.data(), bytes.size());
    const std::string_view start(bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    const bool found = start.starts_with(database) || start.starts_with(logs[0]) || start.starts_with(logs[1]);
    if (!found) ::close(descriptor);
    return found;
}

std::string temporaryStart(const fs::path& file) {
    return fmt::format(".{}.tmp-", file.filename().string());
}

bool isNumber(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

AtomicFile::AtomicFile(const fs::path& target) : shown_(target), target_(behindLinks(target)) {
    struct stat status {};
    const bool exists = ::stat(target_.c_str(), &status) == 0;
    if (exists && S_ISDIR(status.st_mode)) fail(EISDIR);
    if (exists && !S_ISREG(status.st_mode)) {
        descriptor_ = ::open(shown_.c_str(), O_WRONLY | O_CLOEXEC);
        if (descriptor_ < 0) fail(errno);
        return;
    }
    // Renaming would replace a write-protected file; whoever protected it did not want that.
    if (exists && ::faccessat(AT_FDCWD, target_.c_str(), W_OK, AT_EACCESS) != 0) fail(errno);
    if (exists && isDatabase(target_))
        throw InputError(fmt::format("{}: expected another file to write to, this is a database", shown_.string()));
    openTemporary();
    // Best effort: some file systems have no modes, and the content matters more.
    if (exists && ::fchmod(descriptor_, status.st_mode & 07777) != 0) errno = 0;
}

AtomicFile::~AtomicFile() {
    close();
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void AtomicFile::openTemporary() {
    const fs::path path = folderOf(target_) / fmt::format("{}{}", temporaryStart(target_), ::getpid());
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
    descriptor_ = ::open(path.c_str(), flags, kReadWriteForAll);
    if (descriptor_ < 0 && errno == EEXIST && ::unlink(path.c_str()) == 0) { // of a killed process with the same number
        descriptor_ = ::open(path.c_str(), flags, kReadWriteForAll);
    }
    if (descriptor_ < 0) fail(errno);
    temporary_ = path;
}

void AtomicFile::write(std::span<const std::byte> bytes) {
    constexpr std::size_t mostAtOnce = std::size_t{1} << 30;
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), std::min(bytes.size(), mostAtOnce));
        if (written >= 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            fail(errno);
        }
    }
}

void AtomicFile::commit() {
    if (temporary_.empty()) return close();
    if (::fsync(descriptor_) != 0) fail(errno);
    close();
    if (::rename(temporary_.c_str(), target_.c_str()) != 0) fail(errno);
    temporary_.clear();
    syncFolder();
}

void AtomicFile::syncFolder() const {
    const int folder = ::open(folderOf(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return; // a folder that may be written but not listed: the file itself is complete
    const int error = ::fsync(folder) == 0 ? 0 : errno;
    ::close(folder);
    if (error != 0 && error != EINVAL && error != ENOTSUP) fail(error);
}

void AtomicFile::close() {
    if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
}

void AtomicFile::fail(int errorNumber) const {
    std::string reason = std::generic_category().message(errorNumber);
    if (errorNumber == EISDIR) reason = "expected a file, found a folder";
    if (errorNumber == ENOENT) reason = fmt::format("the folder {} does not exist", folderOf(target_).string());
    throw Error(fmt::format("{}: cannot be written: {}", shown_.string(), reason));
}

void removeTemporariesOf(const fs::path& file) {
    const fs::path target = behindLinks(file);
    const std::string start = temporaryStart(target);
    std::error_code ignored;
    for (fs::directory_iterator entry(folderOf(target), ignored), end; !ignored && entry != end;
         entry.increment(ignored)) {
        const std::string name = entry->path().filename().string();
        if (!name.starts_with(start) || !isNumber(std::string_view(name).substr(start.size()))) continue;
        std::error_code stays;
        fs::remove(entry->path(), stays);
    }
}

void writeFileAtomically(const fs::path& file, std::span<const std::span<const std::byte>> pieces) {
    AtomicFile out(file);
    for (const auto piece : pieces) out.write(piece);
    out.commit();
}

void writeFileAtomically(const fs::path& file, std::string_view text) {
    AtomicFile out(file);
    out.write(text);
    out.commit();
}

} // namespace lightcl
