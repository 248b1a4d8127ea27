#pragma once

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>
#include <zlib.h>

namespace lightcl::test {

/// The bytes of an IDX file: the magic number (by default that of unsigned bytes), the dimensions, the values.
inline std::string idxBytes(const std::vector<std::uint32_t>& dimensions, std::string_view values,
                            std::uint32_t magic = 0) {
    std::string bytes;
    const auto append = [&](std::uint32_t number) {
        for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes += static_cast<char>(number >> shift & 0xffU);
    };
    append(magic != 0 ? magic : 0x0800U + static_cast<std::uint32_t>(dimensions.size()));
    for (const auto dimension : dimensions) append(dimension);
    return bytes.append(values);
}

/// `count` bytes that differ from their neighbours.
inline std::string someBytes(std::size_t count, unsigned seed = 0) {
    std::string bytes;
    for (std::size_t i = 0; i < count; ++i) bytes += static_cast<char>((seed + i * 37) & 0xffU);
    return bytes;
}

inline void writeGzip(const std::filesystem::path& file, std::string_view bytes) {
    const gzFile stream = gzopen(file.c_str(), "wb");
    const bool written =
        gzwrite(stream, bytes.data(), static_cast<unsigned>(bytes.size())) == static_cast<int>(bytes.size());
    if (gzclose(stream) != Z_OK || !written) throw std::runtime_error("cannot write " + file.string());
}

} // namespace lightcl::test
