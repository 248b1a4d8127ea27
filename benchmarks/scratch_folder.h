#pragma once

#include <filesystem>
#include <fmt/format.h>
#include <unistd.h>

namespace lightcl {

/// A folder below the temporary one that is gone when the benchmark is.
class ScratchFolder {
public:
    ScratchFolder() : path_(std::filesystem::temp_directory_path() / fmt::format("lightcl-bench-{}", getpid())) {
        std::filesystem::create_directories(path_);
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace lightcl
