#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace lightcl {

/// Puts together a ZIP file of uncompressed entries, whose contents start at multiples of 64 bytes as torch.save's do,
/// so that values can be mapped. Entries and file are shorter than 4 GiB.
class ZipWriter {
public:
    /// `content` must live until write().
    void add(const std::string& name, std::span<const std::byte> content);
    /// Writes it atomically. Throws Error naming the file: see writeFileAtomically(), and when it would be too long.
    void write(const std::filesystem::path& file) const;

private:
    struct Entry {
        std::string name;
        std::string local; ///< its local header with name and padding
        std::span<const std::byte> content;
        std::uint32_t checkSum = 0;
        std::uint64_t offset = 0;
    };

    [[nodiscard]] std::string directory() const;

    std::vector<Entry> entries_;
    std::uint64_t length_ = 0;
};

} // namespace lightcl
