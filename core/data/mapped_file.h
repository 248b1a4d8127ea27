#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>

namespace lightcl {

/// A file's content in memory as it is asked for, page by page. What is written into it stays in this process. Copies
/// share the memory, which goes with the last of them.
class MappedFile {
public:
    /// Nothing when there is no such regular file, it is empty, or it cannot be read.
    static std::optional<MappedFile> open(const std::filesystem::path& file);

    [[nodiscard]] std::span<std::byte> bytes() const { return {memory_.get(), size_}; }
    /// Gives back the memory of these bytes until they are asked for again, when they are as in the file. `first` is a
    /// multiple of the page size.
    void release(std::size_t first, std::size_t count) const;

private:
    MappedFile(std::shared_ptr<std::byte> memory, std::size_t size) : memory_(std::move(memory)), size_(size) {}

    std::shared_ptr<std::byte> memory_;
    std::size_t size_ = 0;
};

} // namespace lightcl
