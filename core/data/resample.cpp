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

/// A part of a picture, or of the square that it becomes, in pixels.
struct PixelArea {
    std::int64_t x = 0;
    std::int64_t y = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;
};

/// The largest square in the picture's middle; where the middle lies between two pixels, the one before it.
PixelArea middleOf(const Picture& picture) {
    const std::int64_t side = std::min(picture.width, picture.height);
    return {(picture.width - side) / 2, (picture.height - side) / 2, side, side};
}

/// Where in the square the whole picture has its place: the longer side fills it, the shorter keeps its proportion.
PixelArea withinSquare(const Picture& picture, std::int64_t size) {
    const std::int64_t longer = std::max(picture.width, picture.height);
    const auto side = [&](std::int64_t of) {
        return std::max<std::int64_t>(1, (2 * of * size + longer) / (2 * longer));
    };
    const std::int64_t width = side(picture.width), height = side(picture.height);
    return {(size - width) / 2, (size - height) / 2, width, height};
}

/// [part.height][3][columns]: the part's rows stretched to so many columns, the channels taken apart.
std::vector<float> resampleRows(const Picture& picture, const PixelArea& part, std::int64_t columns) {
    const auto columnMixes = mixes(part.width, columns);
    std::vector<float> rows;
    rows.reserve(static_cast<std::size_t>(part.height * Picture::kChannels * columns));
    const std::uint8_t* row = picture.rgb.data() + (part.y * picture.width + part.x) * Picture::kChannels;
    for (std::int64_t y = 0; y < part.height; ++y, row += picture.width * Picture::kChannels) {
        for (std::int64_t channel = 0; channel < Picture::kChannels; ++channel) {
            for (const Mix& mix : columnMixes) {
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

/// The part of the picture into the part `place` of the square, [3, size, size].
void resamplePart(const Picture& picture, const PixelArea& part, std::int64_t size, const PixelArea& place,
                  std::span<std::uint8_t> target) {
    const auto rows = resampleRows(picture, part, place.width);
    const auto width = static_cast<std::size_t>(place.width);
    const std::size_t rowValues = width * Picture::kChannels;
    std::vector<float> sums(rowValues);
    const auto side = static_cast<std::size_t>(size);
    std::size_t start = static_cast<std::size_t>(place.y * size + place.x);
    for (const Mix& mix : mixes(part.height, place.height)) {
        std::fill(sums.begin(), sums.end(), 0.0F);
        const float* row = rows.data() + static_cast<std::size_t>(mix.first) * rowValues;
        for (const float weight : mix.weights) {
            for (float& sum : sums) sum += weight * *row++;
        }
        for (std::size_t i = 0; i < rowValues; ++i) {
            const float rounded = std::clamp(sums[i] + 0.5F, 0.0F, 255.0F);
            target[i / width * side * side + start + i % width] = static_cast<std::uint8_t>(rounded);
        }
        start += side;
    }
}

} // namespace

void resample(const Picture& picture, ImageFit fit, std::int64_t size, std::span<std::uint8_t> target) {
    if (picture.width == size && picture.height == size) return copyChannels(picture, target);
    const PixelArea whole{0, 0, picture.width, picture.height};
    const PixelArea square{0, 0, size, size};
    if (fit != ImageFit::Pad) {
        return resamplePart(picture, fit == ImageFit::Crop ? middleOf(picture) : whole, size, square, target);
    }
    std::fill(target.begin(), target.end(), std::uint8_t{0});
    resamplePart(picture, whole, size, withinSquare(picture, size), target);
}

} // namespace lightcl
