#include "data/input_pipeline.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lightcl {

InputScale::InputScale(const Normalisation& normalisation) {
    for (std::size_t channel = 0; channel < normalisation.mean.size(); ++channel) {
        const double deviation = normalisation.deviation[channel];
        factor_.push_back(static_cast<float>(1 / (255 * deviation)));
        shift_.push_back(static_cast<float>(-normalisation.mean[channel] / deviation));
    }
}

torch::Tensor InputScale::operator()(const torch::Tensor& images) const {
    if (factor_.empty()) return images.to(torch::kFloat32).mul_(kInputScale);
    const torch::Tensor stored = images.contiguous();
    torch::Tensor inputs = torch::empty(stored.sizes(), torch::kFloat32);
    const std::int64_t values = stored.numel() / std::max<std::int64_t>(1, stored.size(0));
    const auto* pixels = stored.data_ptr<std::uint8_t>();
    auto* target = inputs.data_ptr<float>();
    for (std::int64_t image = 0; image < stored.size(0); ++image) {
        (*this)(pixels + image * values, target + image * values, values);
    }
    return inputs;
}

void InputScale::operator()(const std::uint8_t* pixels, float* inputs, std::int64_t values) const {
    if (factor_.empty()) {
        for (std::int64_t i = 0; i < values; ++i) inputs[i] = static_cast<float>(pixels[i]) * kInputScale;
        return;
    }
    const std::int64_t plane = values / static_cast<std::int64_t>(factor_.size());
    for (std::size_t channel = 0; channel < factor_.size(); ++channel, pixels += plane, inputs += plane) {
        const float factor = factor_[channel];
        const float shift = shift_[channel];
        for (std::int64_t i = 0; i < plane; ++i) inputs[i] = static_cast<float>(pixels[i]) * factor + shift;
    }
}

void BrightnessCounts::add(const torch::Tensor& images) {
    const torch::Tensor stored = images.contiguous();
    const auto* pixels = stored.data_ptr<std::uint8_t>();
    const std::int64_t plane = stored.size(2) * stored.size(3);
    counts_.resize(static_cast<std::size_t>(stored.size(1)));
    for (std::int64_t image = 0; image < stored.size(0); ++image) {
        for (auto& counts : counts_) {
            for (std::int64_t i = 0; i < plane; ++i) ++counts[pixels[i]];
            pixels += plane;
        }
    }
}

Normalisation BrightnessCounts::normalisation() const {
    Normalisation result;
    for (const auto& counts : counts_) {
        double pixels = 0, sum = 0, squares = 0;
        for (std::size_t byte = 0; byte < counts.size(); ++byte) {
            const auto count = static_cast<double>(counts[byte]);
            pixels += count;
            sum += count * static_cast<double>(byte) / 255;
        }
        const double mean = sum / pixels;
        for (std::size_t byte = 0; byte < counts.size(); ++byte) {
            const double apart = static_cast<double>(byte) / 255 - mean;
            squares += static_cast<double>(counts[byte]) * apart * apart;
        }
        const double deviation = std::sqrt(squares / pixels);
        constexpr double smallest = 1e-6; // a single grey leaves what rounding makes of nothing
        result.mean.push_back(mean);
        result.deviation.push_back(deviation > smallest ? deviation : 1);
    }
    return result;
}

} // namespace lightcl
