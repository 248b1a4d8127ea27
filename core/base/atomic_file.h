#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>

namespace lightcl {

/// A file that appears whole or not at all: the bytes go to `.NAME.tmp-PID` in the same folder, and commit() puts that
/// in the place of the old file. Without commit() the temporary file is removed and the old file stays as it was. A
/// target that is no regular file (a terminal, a pipe, /dev/null) is written directly. An SQLite
/// database is never replaced (InputError). Every function throws Error, one
/// line that names the target, when the system refuses (no such folder, no permission, disk full, target is a folder).
class AtomicFile {
public:
    explicit AtomicFile(const std::filesystem::path& target);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    void write(std::span<const std::byte> bytes);
    void write(std::string_view text) { write(std::as_bytes(std::span(text))); }
    /// Flushes to the disk, renames, and flushes the folder. Call it once, last.
    void commit();

private:
    void openTemporary();
    void syncFolder() const;
    void close();
    [[noreturn]] void fail(int errorNumber) const;

    std::filesystem::path shown_;     ///< as the caller named it, for messages
    std::filesystem::path target_;    ///< behind symbolic links
    std::filesystem::path temporary_; ///< empty when the target is written directly, and once it is renamed
    int descriptor_ = -1;
};

/// Removes the temporary files that writers of `file` left when they were killed. Nobody may be writing it; what cannot
/// be removed stays.
void removeTemporariesOf(const std::filesystem::path& file);

/// Writes the pieces one after the other as the whole content of `file`, atomically as above.
void writeFileAtomically(const std::filesystem::path& file, std::span<const std::span<const std::byte>> pieces);
void writeFileAtomically(const std::filesystem::path& file, std::string_view text);

} // namespace lightcl
