#include "data/resample.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace lightcl {

namespace {

/// What makes up one pixel: neighbours from `first` on, with weights whose sum is 1.
struct Mix {
    std::int64_t first = 0;
    std::vector<float> weights;
};

std::vector<Mix> mixes(std::int64_t from, std::int64_t to) {
    const double scale = static_cast<double>(from) / static_cast<double>(to);
    const double reach = std::max(scale, 1.0);
    std::vector<Mix> result;
    for (std::int64_t place = 0; place < to; ++place) {
        const double center = (static_cast<double>(place) + 0.5) * scale;
        const auto first = std::max<std::int64_t>(0, std::llround(std::floor(center - reach)));
        const auto last = std::min<std::int64_t>(from, std::llround(std::ceil(center + reach)));
        std::vector<double> weights;
        double sum = 0;
        for (std::int64_t pixel = first; pixel < last; ++pixel) {
            weights.push_back(std::max(0.0, 1 - std::abs(static_cast<double>(pixel) + 0.5 - center) / reach));
            sum += weights.back();
        }
        Mix mix{first, {}};
        for (const double weight : weights) mix.weights.push_back(static_cast<float>(weight / sum));
        result.push_back(std::move(mix));
    }
    return result;
}

/// [height][3][size]: the rows stretched to `size`, the channels taken apart.
std::vector<float> resampleRows(const Picture& picture, std::int64_t size) {
    const auto columns = mixes(picture.width, size);
    std::vector<float> rows;
    rows.reserve(static_cast<std::size_t>(picture.height * Picture::kChannels * size));
    const std::uint8_t* row = picture.rgb.data();
    for (std::int64_t y = 0; y < picture.height; ++y, row += picture.width * Picture::kChannels) {
        for (std::int64_t channel = 0; channel < Picture::kChannels; ++channel) {
            for (const Mix& mix : columns) {
                const std::uint8_t* pixel = row + mix.first * Picture::kChannels + channel;
                float sum = 0;
                for (const float weight : mix.weights) {
                    sum += weight * static_cast<float>(*pixel);
                    pixel += Picture::kChannels;
                }
                rows.push_back(sum);
            }
        }
    }
    return rows;
}

void copyChannels(const Picture& picture, std::span<std::uint8_t> target) {
    const auto pixels = target.size() / Picture::kChannels;
    for (std::size_t i = 0; i < target.size(); ++i) {
        target[i % Picture::kChannels * pixels + i / Picture::kChannels] = picture.rgb[i];
    }
}

} // namespace

void resample(const Picture& picture, std::int64_t size, std::span<std::uint8_t> target) {
    if (picture.width == size && picture.height == size) return copyChannels(picture, target);
    const auto rows = resampleRows(picture, size);
    const auto rowValues = static_cast<std::size_t>(Picture::kChannels * size);
    std::vector<float> sums(rowValues);
    std::size_t y = 0;
    for (const Mix& mix : mixes(picture.height, size)) {
        std::fill(sums.begin(), sums.end(), 0.0F);
        const float* row = rows.data() + static_cast<std::size_t>(mix.first) * rowValues;
        for (const float weight : mix.weights) {
            for (float& sum : sums) sum += weight * *row++;
        }
        for (std::size_t i = 0; i < rowValues; ++i) {
            const auto side = static_cast<std::size_t>(size);
            const float rounded = std::clamp(sums[i] + 0.5F, 0.0F, 255.0F);
            target[i / side * side * side + y * side + i % side] = static_cast<std::uint8_t>(rounded);
        }
        ++y;
    }
}

} // namespace lightcl
