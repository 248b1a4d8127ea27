#pragma once

#include "libtorch/torch.h"

namespace lightcl {

/// Samples as stored: uint8 images [N, C, H, W], int64 labels [N].
struct Samples {
    torch::Tensor images;
    torch::Tensor labels;

    [[nodiscard]] std::int64_t count() const { return labels.defined() ? labels.size(0) : 0; }
};

} // namespace lightcl
