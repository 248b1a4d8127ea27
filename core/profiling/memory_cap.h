#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

namespace lightcl {

/// The kernel's limit of this process's memory: memory.max of a control group (version 2) that holds this process alone
/// and that it may write, else RLIMIT_DATA, which limits the memory that is its own (heap, stacks, mappings that are no
/// files) as it is asked for, touched or not. Either is tried once and looked at before it is relied on.
class MemoryCap {
public:
    enum class Kind { ControlGroup, DataLimit, None };

    /// The best that this process may have. `root`: where proc/self and sys/fs/cgroup are.
    static MemoryCap available(const std::filesystem::path& root = "/");

    [[nodiscard]] Kind kind() const { return kind_; }
    /// "control group", "RLIMIT_DATA", "none".
    [[nodiscard]] std::string_view name() const;

    /// `total`: what the process may have in all (a control group's limit). `more`: what it may ask for beyond what it
    /// has now (RLIMIT_DATA's).
    void set(std::int64_t total, std::int64_t more) const;
    /// As it was before the first set().
    void lift() const;

private:
    Kind kind_ = Kind::None;
    std::filesystem::path limitFile_;
};

/// The memory.max of the control group of version 2 that this process is in, where it is alone there and the group is
/// none that the whole machine has; else nothing.
std::optional<std::filesystem::path> ownGroupLimit(const std::filesystem::path& root = "/");

} // namespace lightcl
