#pragma once

#include "data/image_error.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <vector>

namespace lightcl {

/// A decoded image: three bytes (red, green, blue) a pixel, row by row.
struct Picture {
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::vector<std::uint8_t> rgb;

    static constexpr std::int64_t kChannels = 3;
    /// A file of a few bytes may claim any size; this much is 300 MB.
    static constexpr std::int64_t kMostPixels = 100'000'000;
    static constexpr std::int64_t kLongestSide = 65'535; ///< JPEG's; PNG knows longer ones

    /// A black picture. Throws ImageError for a size that is beyond the limits.
    static Picture ofSize(std::int64_t width, std::int64_t height) {
        checkSize(width, height);
        return {width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width * height * kChannels))};
    }

    static void checkSize(std::int64_t width, std::int64_t height) {
        const bool fits = std::min(width, height) > 0 && std::max(width, height) <= kLongestSide;
        if (fits && width * height <= kMostPixels) return;
        throw ImageError(fmt::format("expected at most {} pixels, {} in a row or column, found {} x {}", kMostPixels,
                                     kLongestSide, width, height));
    }
};

constexpr int kUpright = 1;

/// A picture as it lies in a file.
struct StoredPicture {
    Picture picture;
    int orientation = kUpright; ///< Exif's number for how to turn it, 1 to 8; see oriented()
};

} // namespace lightcl
