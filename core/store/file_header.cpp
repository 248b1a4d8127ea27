#include "store/file_header.h"

#include "base/error.h"

#include <array>
#include <fmt/format.h>
#include <fstream>
#include <string_view>

namespace lightcl {

namespace {

constexpr std::size_t kHeaderBytes = 100;
constexpr std::size_t kUserVersionOffset = 60;
constexpr std::size_t kApplicationIdOffset = 68;
constexpr std::string_view kMagic{"SQLite format 3\0", 16};

using Bytes = std::array<char, kHeaderBytes>;

std::uint32_t bigEndian(const Bytes& bytes, std::size_t offset) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[offset + i]);
    return value;
}

} // namespace

FileHeader readFileHeader(const std::filesystem::path& file) {
    std::error_code error;
    if (std::filesystem::is_directory(file, error))
        throw InputError(fmt::format("{}: is a folder; expected a workbench database file", file.string()));
    const bool exists = std::filesystem::exists(file, error);
    if (!exists && !error) return {};

    std::ifstream stream(file, std::ios::binary);
    if (error || !stream)
        throw InputError(fmt::format("{}: cannot be read; expected permission to read it", file.string()));
    Bytes bytes{};
    stream.read(bytes.data(), bytes.size());
    FileHeader header;
    if (stream.gcount() == 0) {
        header.kind = FileHeader::Kind::Empty;
    } else if (stream.gcount() < static_cast<std::streamsize>(kHeaderBytes) ||
               !std::string_view(bytes.data(), bytes.size()).starts_with(kMagic)) {
        header.kind = FileHeader::Kind::NotSqlite;
    } else {
        header.kind = FileHeader::Kind::Sqlite;
        header.applicationId = bigEndian(bytes, kApplicationIdOffset);
        header.schemaVersion = bigEndian(bytes, kUserVersionOffset);
    }
    return header;
}

} // namespace lightcl
