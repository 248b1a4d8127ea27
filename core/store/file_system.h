#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace lightcl {

/// The name of a network's file system by the magic number that statfs(2) tells: "NFS", "SMB", "Lustre", "GPFS",
/// "FUSE", …; nothing for another. Several machines may have such a file open, and share neither the memory nor, often,
/// the locks that SQLite's write-ahead log rests on.
std::optional<std::string> networkFileSystem(long magic);

/// The same of the file system that a file, or the folder it would be made in, lies on; nothing where the system does
/// not tell.
std::optional<std::string> networkFileSystemOf(const std::filesystem::path& file);

} // namespace lightcl
