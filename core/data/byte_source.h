#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

struct gzFile_s;

namespace lightcl {

/// The content of a file, read from front to end; what is gzipped (by its first bytes, whatever its name) is
/// decompressed on the way, straight into the caller's memory. Every function throws InputError, one line that names
/// the file.
class ByteSource {
public:
    /// Opens a regular file.
    explicit ByteSource(std::filesystem::path file);

    [[nodiscard]] const std::filesystem::path& file() const { return file_; }

    /// Says how long the content is: throws when the file cannot hold so much, so that memory is asked for only when
    /// the bytes to fill it can be there.
    void expectTotal(std::uint64_t bytes);
    /// Fills `bytes` with what comes next; throws when less is left.
    void read(std::span<std::byte> bytes);
    /// Throws when anything is left, or when the compressed data's own check fails.
    void expectEnd();

private:
    struct Closer {
        void operator()(gzFile_s* stream) const;
    };

    std::size_t readUpTo(std::span<std::byte> bytes);
    [[nodiscard]] std::string_view circumstance() const;
    [[noreturn]] void failReading() const;
    [[noreturn]] void failLong() const;

    std::filesystem::path file_;
    std::uint64_t storedBytes_ = 0;
    std::uint64_t consumedBytes_ = 0;
    std::optional<std::uint64_t> total_;
    bool compressed_ = false;
    std::unique_ptr<gzFile_s, Closer> stream_;
};

} // namespace lightcl
