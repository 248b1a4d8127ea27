#pragma once

#include "data/samples.h"
#include "libtorch/torch.h"

namespace lightcl {

/// Of a batch of the stream: what is made ready for the step.
enum class BatchContents {
    Labels,  ///< where the images are not asked for
    Samples, ///< the images as stored
    Inputs,  ///< also what enters the network
};

/// A batch of the stream.
struct StreamBatch {
    torch::Tensor indices; ///< int64 [rows]: training indices
    Samples samples;       ///< as their task shows them, not varied; with BatchContents::Labels without images
    torch::Tensor inputs;  ///< float32 [rows, C, H, W], varied and scaled; undefined where they are not made yet
};

} // namespace lightcl
