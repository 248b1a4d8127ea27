#pragma once

#include <filesystem>

namespace lightcl {

/// A folder of one's own, removed with its content.
class ScratchFolder {
public:
    /// Below the system's place for temporary files. Throws Error when none can be made.
    ScratchFolder();
    explicit ScratchFolder(const std::filesystem::path& below);
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path operator/(const char* name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

} // namespace lightcl
