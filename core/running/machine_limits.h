#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace lightcl {

/// Processor cores that this process may use: those it may run on, and no more than its control groups' quota of time
/// (a container's --cpus), rounded down; at least 1.
int usableCores();

/// Memory that this process may use, in bytes: the machine's, with its swap, or what its control groups allow, if that
/// is less; 0 when the system does not tell.
std::int64_t usableMemory();

/// The least quota of the control groups that this process is in, in cores; nothing when none sets one. Versions 1 and
/// 2 of control groups are looked at below `root` (its proc/self/cgroup and sys/fs/cgroup).
std::optional<double> coreQuota(const std::filesystem::path& root = "/");

/// Likewise the least limit of memory, in bytes.
std::optional<std::int64_t> memoryLimit(const std::filesystem::path& root = "/");

} // namespace lightcl
