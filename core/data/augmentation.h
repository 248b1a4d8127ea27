#pragma once

#include "backbones/network_spec.h"
#include "base/random_stream.h"
#include "libtorch/torch.h"

#include <cstdint>

namespace lightcl {

/// How training images are varied: a crop of the image's own size, at a random place of the image with a black margin
/// of `cropPadding` pixels on each side, and then, with probability 1/2, a mirror image.
struct Augmentation {
    std::int64_t cropPadding = 0;
    bool flip = false;

    [[nodiscard]] bool any() const { return cropPadding > 0 || flip; }
};

/// The images (uint8 [N, C, H, W]), each varied by draws of its own, in a new contiguous tensor; `images` itself where
/// nothing is to be varied. Draws for each image in turn: the crop's row, its column, the flip, of which those that
/// cannot matter (no padding, no flip) are not drawn.
torch::Tensor augmented(const torch::Tensor& images, const Augmentation& how, RandomStream& random);

/// The same for one image, [C, H, W] in a row; source and target must not overlap. Uses no function of LibTorch.
void augment(const std::uint8_t* source, std::uint8_t* target, Shape shape, const Augmentation& how,
             RandomStream& random);

} // namespace lightcl
