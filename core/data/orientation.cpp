#include "data/orientation.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

namespace lightcl {

namespace {

/// Whole numbers of a TIFF file; 0 where it has no such bytes.
class TiffBytes {
public:
    explicit TiffBytes(std::span<const std::byte> bytes) : bytes_(bytes) {}

    /// Whether the bytes begin as such a file does, in one order of bytes or the other.
    [[nodiscard]] bool begins() {
        if (bytes_.size() < 8) return false;
        const auto first = std::to_integer<char>(bytes_[0]);
        littleEndian_ = first == 'I';
        return (first == 'I' || first == 'M') && bytes_[1] == bytes_[0] && number(2, 2) == 42;
    }

    [[nodiscard]] std::uint32_t number(std::size_t place, std::size_t count) const {
        if (place > bytes_.size() || count > bytes_.size() - place) return 0;
        std::uint32_t result = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t next = place + (littleEndian_ ? count - 1 - i : i);
            result = result << 8U | std::to_integer<std::uint32_t>(bytes_[next]);
        }
        return result;
    }

private:
    std::span<const std::byte> bytes_;
    bool littleEndian_ = false;
};

std::span<const std::byte> withoutMark(std::span<const std::byte> exif) {
    constexpr std::string_view mark("Exif\0\0", 6);
    const bool marked = exif.size() >= mark.size() &&
                        std::equal(mark.begin(), mark.end(), exif.begin(),
                                   [](char expected, std::byte found) { return std::byte(expected) == found; });
    return marked ? exif.subspan(mark.size()) : exif;
}

} // namespace

int exifOrientation(std::span<const std::byte> exif) {
    constexpr std::size_t entryBytes = 12;
    constexpr std::uint32_t tag = 0x0112, shortType = 3, longType = 4;
    TiffBytes tiff(withoutMark(exif));
    if (!tiff.begins()) return kUpright;
    const std::size_t directory = tiff.number(4, 4);
    const std::size_t entries = tiff.number(directory, 2);
    for (std::size_t i = 0; i < entries; ++i) {
        const std::size_t entry = directory + 2 + i * entryBytes;
        if (tiff.number(entry, 2) != tag) continue;
        const std::uint32_t type = tiff.number(entry + 2, 2);
        if (type != shortType && type != longType) return kUpright;
        const std::uint32_t value = tiff.number(entry + 8, type == shortType ? 2 : 4);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : kUpright;
    }
    return kUpright;
}

Picture oriented(Picture picture, int orientation) {
    if (orientation <= kUpright || orientation > 8) return picture;
    const bool transposed = orientation >= 5;
    const bool fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    auto result =
        Picture::ofSize(transposed ? picture.height : picture.width, transposed ? picture.width : picture.height);
    std::uint8_t* target = result.rgb.data();
    for (std::int64_t y = 0; y < result.height; ++y) {
        for (std::int64_t x = 0; x < result.width; ++x, target += Picture::kChannels) {
            const std::int64_t column = transposed ? y : x;
            const std::int64_t row = transposed ? x : y;
            const std::int64_t place = (fromBottom ? picture.height - 1 - row : row) * picture.width +
                                       (fromRight ? picture.width - 1 - column : column);
            std::copy_n(&picture.rgb[static_cast<std::size_t>(place * Picture::kChannels)], Picture::kChannels, target);
        }
    }
    return result;
}

} // namespace lightcl
