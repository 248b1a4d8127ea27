#include "data/byte_source.h"

#include "base/error.h"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <system_error>
#include <zlib.h>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

constexpr unsigned kBufferBytes = 1U << 18;
constexpr std::size_t kMostAtOnce = std::size_t{1} << 30; // gzread counts in int
/// Deflate shrinks at most about 1032 times.
constexpr std::uint64_t kHighestRatio = 1032;

[[noreturn]] void fail(const fs::path& file, std::string_view message) {
    throw InputError(fmt::format("{}: {}", file.string(), message));
}

std::uint64_t sizeOfRegularFile(const fs::path& file) {
    std::error_code error;
    const auto status = fs::status(file, error);
    if (status.type() == fs::file_type::not_found) fail(file, "expected a data file, found none");
    if (error) fail(file, fmt::format("cannot be read: {}", error.message()));
    if (fs::is_directory(status)) fail(file, "expected a data file, found a folder");
    if (!fs::is_regular_file(status)) fail(file, "expected a data file, found something that is no regular file");
    const auto size = fs::file_size(file, error);
    if (error) fail(file, fmt::format("cannot be read: {}", error.message()));
    return size;
}

} // namespace

void ByteSource::Closer::operator()(gzFile_s* stream) const {
    gzclose_r(stream);
}

ByteSource::ByteSource(fs::path file)
    : file_(std::move(file)), storedBytes_(sizeOfRegularFile(file_)), stream_(gzopen(file_.c_str(), "rb")) {
    if (!stream_) fail(file_, fmt::format("cannot be read: {}", std::generic_category().message(errno)));
    gzbuffer(stream_.get(), kBufferBytes);
    compressed_ = gzdirect(stream_.get()) == 0;
}

void ByteSource::expectTotal(std::uint64_t bytes) {
    total_ = bytes;
    if (!compressed_ && storedBytes_ < bytes) {
        fail(file_, fmt::format("expected {} bytes, found {} (the file is cut short)", bytes, storedBytes_));
    }
    if (!compressed_ && storedBytes_ > bytes) failLong();
    if (compressed_ && bytes / kHighestRatio > storedBytes_) {
        fail(file_, fmt::format("expected {} bytes after decompression, which {} bytes of gzip data cannot hold", bytes,
                                storedBytes_));
    }
}

void ByteSource::read(std::span<std::byte> bytes) {
    const auto least = consumedBytes_ + bytes.size();
    if (readUpTo(bytes) == bytes.size()) return;
    fail(file_, fmt::format("expected {} bytes{}, found {} (the file is cut short)",
                            total_ ? std::to_string(*total_) : fmt::format("at least {}", least), circumstance(),
                            consumedBytes_));
}

void ByteSource::expectEnd() {
    std::byte extra{};
    if (readUpTo(std::span(&extra, 1)) != 0) failLong();
    int code = Z_OK;
    gzerror(stream_.get(), &code);
    if (code == Z_BUF_ERROR) fail(file_, "expected the check sum of the gzip data, found none (the file is cut short)");
}

std::size_t ByteSource::readUpTo(std::span<std::byte> bytes) {
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        // The last byte apart: for so little zlib reads ahead, and so notices that the data's end is missing.
        const auto left = bytes.size() - filled;
        const auto wanted = static_cast<unsigned>(std::min(left > 1 ? left - 1 : left, kMostAtOnce));
        const int got = gzread(stream_.get(), bytes.data() + filled, wanted);
        if (got < 0) failReading();
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    consumedBytes_ += filled;
    return filled;
}

void ByteSource::failReading() const {
    int code = Z_OK;
    std::string reason = gzerror(stream_.get(), &code);
    const auto prefix = file_.string() + ": ";
    if (reason.starts_with(prefix)) reason.erase(0, prefix.size());
    if (code == Z_ERRNO) fail(file_, fmt::format("cannot be read: {}", std::generic_category().message(errno)));
    fail(file_, fmt::format("expected intact gzip data, found damage ({})", reason));
}

void ByteSource::failLong() const {
    fail(file_, fmt::format("expected {} bytes{}, found more", total_.value_or(consumedBytes_ - 1), circumstance()));
}

std::string_view ByteSource::circumstance() const {
    return compressed_ ? " after decompression" : "";
}

} // namespace lightcl
