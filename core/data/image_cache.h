#pragma once

#include "data/image_set.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace lightcl {

/// What a list's decoded images depend on, in 40 hexadecimal digits: each image's path, label, split, length and time
/// of its last change, and how they are decoded. A file that is not there counts as such.
std::string digestOf(const ImageList& list, const ImageLook& look);

/// The decoded images of a list in one file, which loads by mapping it into memory. It is named after the list's root
/// and the look, so that a changed folder's replaces the old one, and is taken only for the digest it was made for.
class ImageCache {
public:
    /// In `folder`, which need not exist; an empty one means that nothing is kept.
    ImageCache(const std::filesystem::path& folder, const ImageList& list, const ImageLook& look);

    /// The images, in memory that the file backs. Nothing when there is no file, it was made for other images or
    /// settings, or its length or a check sum is not what it should be.
    [[nodiscard]] std::optional<ImageSet> load() const;
    /// Writes the file whole or not at all; where that is not possible, nothing happens.
    void store(const ImageSet& set) const;

    [[nodiscard]] const std::filesystem::path& file() const { return file_; }

private:
    std::filesystem::path file_; ///< empty: nothing is kept
    std::int64_t size_;          ///< of an image's sides
    std::string digest_;
};

} // namespace lightcl
