#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string_view>

namespace lightcl {

/// A regular file of known length. Throws InputError, one line that names the file.
class FileReader {
public:
    explicit FileReader(const std::filesystem::path& file);

    [[nodiscard]] std::uint64_t size() const { return size_; }

    /// Fills `bytes` with what comes next. The caller has checked size(); less means that the disk failed.
    void read(std::span<std::byte> bytes);
    /// The same from `offset` on, where reading goes on.
    void readAt(std::uint64_t offset, std::span<std::byte> bytes);

    [[noreturn]] void fail(std::string_view message) const;
    /// Says that `expected` bytes (or at least so many) were expected and size() found.
    [[noreturn]] void failSize(std::string_view expected) const;

private:
    std::filesystem::path file_;
    std::uint64_t size_ = 0;
    std::ifstream stream_;
};

} // namespace lightcl
