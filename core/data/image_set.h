#pragma once

#include "data/image_list.h"
#include "data/image_look.h"
#include "libtorch/torch.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lightcl {

/// The images of a list, decoded: those to train on first, those to test on after them, each in the list's order.
struct ImageSet {
    torch::Tensor images;     ///< uint8 [N, 3, size, size]
    torch::Tensor labels;     ///< int64 [N]
    std::int64_t train = 0;   ///< how many are to train on
    std::int64_t leftOut = 0; ///< images of the list that could not be read and are missing here
    std::uint32_t check = 0;  ///< CRC-32 of the labels and the images after them, as they lie in memory; see checkOf()
};

/// An image that cannot be read, and why in a few words.
struct UnreadableImage {
    std::string path; ///< below the list's root
    std::string reason;
};

/// What belongs into the set's `check`.
std::uint32_t checkOf(const ImageSet& set);

/// Decodes the list's images on `threads` threads, as the look says. Those that cannot be read are appended to
/// `unreadable`, in the list's order, and left out.
ImageSet decodeImages(const ImageList& list, const ImageLook& look, unsigned threads,
                      std::vector<UnreadableImage>& unreadable);

} // namespace lightcl
