#include "weights/file_reader.h"

#include "base/error.h"

#include <cerrno>
#include <fmt/format.h>
#include <system_error>

namespace lightcl {

namespace fs = std::filesystem;

FileReader::FileReader(const fs::path& file) : file_(file) {
    std::error_code error;
    const auto status = fs::status(file, error);
    if (status.type() == fs::file_type::not_found) fail("expected a tensor file, found none");
    if (error) fail(fmt::format("cannot be read: {}", error.message()));
    if (fs::is_directory(status)) fail("expected a tensor file, found a folder");
    if (!fs::is_regular_file(status)) fail("expected a tensor file, found something that is no regular file");
    size_ = fs::file_size(file, error);
    if (error) fail(fmt::format("cannot be read: {}", error.message()));
    stream_.open(file, std::ios::binary);
    if (!stream_) fail(fmt::format("cannot be read: {}", std::generic_category().message(errno)));
}

void FileReader::read(std::span<std::byte> bytes) {
    stream_.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!stream_) fail("cannot be read to its end");
}

void FileReader::readAt(std::uint64_t offset, std::span<std::byte> bytes) {
    stream_.clear();
    stream_.seekg(static_cast<std::streamoff>(offset));
    read(bytes);
}

void FileReader::fail(std::string_view message) const {
    throw InputError(fmt::format("{}: {}", file_.string(), message));
}

void FileReader::failSize(std::string_view expected) const {
    fail(fmt::format("expected {} bytes, found {} (the file is cut short)", expected, size_));
}

} // namespace lightcl
