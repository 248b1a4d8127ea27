#pragma once

#include <cstdint>
#include <string>
#include <zlib.h>

namespace lightcl::test {

/// A number's highest byte first.
inline std::string bigEndian(std::uint32_t number, unsigned bytes = 4) {
    std::string result;
    for (unsigned i = bytes; i-- > 0;) result += static_cast<char>(number >> (8 * i) & 0xffU);
    return result;
}

/// A PNG's chunk, its name and data given, with length and check sum.
inline std::string pngChunk(const std::string& nameAndData) {
    const auto sum =
        crc32(0, reinterpret_cast<const Bytef*>(nameAndData.data()), static_cast<uInt>(nameAndData.size()));
    return bigEndian(static_cast<std::uint32_t>(nameAndData.size() - 4)) + nameAndData +
           bigEndian(static_cast<std::uint32_t>(sum));
}

inline std::string deflated(const std::string& bytes) {
    std::string result(compressBound(bytes.size()), '\0');
    uLongf size = result.size();
    compress(reinterpret_cast<Bytef*>(result.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
             bytes.size());
    return result.substr(0, size);
}

/// What a PNG consists of; `rows` are its packed pixels, each row after a byte that names its filter (0: none).
struct PngParts {
    std::uint32_t width = 1;
    std::uint32_t height = 1;
    int depth = 8;
    int colorType = 2; ///< 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha
    bool interlaced = false;
    std::string before = {}; ///< chunks before the pixels
    std::string rows = {};
    std::string after = {};
};

inline std::string pngOf(const PngParts& parts) {
    const std::string header = bigEndian(parts.width) + bigEndian(parts.height) + static_cast<char>(parts.depth) +
                               static_cast<char>(parts.colorType) + std::string(2, '\0') +
                               static_cast<char>(parts.interlaced ? 1 : 0);
    return "\x89PNG\r\n\x1a\n" + pngChunk("IHDR" + header) + parts.before + pngChunk("IDAT" + deflated(parts.rows)) +
           parts.after + pngChunk("IEND");
}

/// Exif data, highest bytes first, that notes this orientation.
inline std::string exifOf(int orientation) {
    return "MM" + bigEndian(42, 2) + bigEndian(8) + bigEndian(1, 2) + bigEndian(0x0112, 2) + bigEndian(3, 2) +
           bigEndian(1) + bigEndian(static_cast<std::uint32_t>(orientation), 2) + bigEndian(0, 2) + bigEndian(0);
}

} // namespace lightcl::test
