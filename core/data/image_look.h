#pragma once

#include <cstdint>

namespace lightcl {

/// How a picture that is no square becomes one; see resample().
enum class ImageFit { Stretch, Crop, Pad };

/// How image files become images of one size: what decoded images depend on beside the files.
struct ImageLook {
    std::int64_t size = 32; ///< pixels on each side
    ImageFit fit = ImageFit::Stretch;
    bool upright = true; ///< turned as Exif data says

    bool operator==(const ImageLook&) const = default;
};

} // namespace lightcl
