#pragma once

#include "base/normalisation.h"
#include "libtorch/torch.h"

#include <array>
#include <cstdint>
#include <vector>

namespace lightcl {

/// What a byte of brightness becomes as a network's input in [0,1].
inline constexpr float kInputScale = 1.0F / 255.0F;

/// Turns stored images into network inputs: a byte b of channel c into (b / 255 - mean[c]) / deviation[c], in one pass.
class InputScale {
public:
    /// Into [0,1].
    InputScale() = default;
    explicit InputScale(const Normalisation& normalisation);

    /// uint8 [N, C, H, W] to float32 of the same shape.
    [[nodiscard]] torch::Tensor operator()(const torch::Tensor& images) const;
    /// One image of so many values, all channels alike in size. Uses no function of LibTorch; gives the same bits.
    void operator()(const std::uint8_t* pixels, float* inputs, std::int64_t values) const;

private:
    std::vector<float> factor_, shift_; ///< by channel; empty: kInputScale and 0
};

/// Into [0,1].
inline torch::Tensor toInputs(const torch::Tensor& images) {
    return InputScale()(images);
}

/// Counts how bright images are, to find the normalisation of their inputs.
class BrightnessCounts {
public:
    /// uint8 [N, C, H, W], of as many channels each time.
    void add(const torch::Tensor& images);
    /// Each channel's mean and deviation over all pixels, in [0,1]. A channel that is the same everywhere has the
    /// deviation 1. The same in whatever order and parts the images came.
    [[nodiscard]] Normalisation normalisation() const;

private:
    std::vector<std::array<std::int64_t, 256>> counts_; ///< by channel: pixels of each brightness
};

} // namespace lightcl
