#include "scenarios/domain_views.h"

#include "base/random_stream.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <numbers>
#include <utility>

namespace lightcl {

namespace {

/// What a pixel of a turned picture is a mean of; beyond the border is black, which weighs nothing.
struct TurnedPixel {
    std::array<std::size_t, 4> places{};
    std::array<float, 4> weights{};
};

/// Each pixel of a picture that is turned counter-clockwise about its middle.
std::vector<TurnedPixel> turnedPixels(std::int64_t height, std::int64_t width, double degrees) {
    const double angle = degrees * std::numbers::pi / 180;
    const double cosine = std::cos(angle), sine = std::sin(angle);
    const double middleX = static_cast<double>(width - 1) / 2, middleY = static_cast<double>(height - 1) / 2;
    std::vector<TurnedPixel> pixels;
    pixels.reserve(static_cast<std::size_t>(height * width));
    for (std::int64_t y = 0; y < height; ++y) {
        for (std::int64_t x = 0; x < width; ++x) {
            const double right = static_cast<double>(x) - middleX, down = static_cast<double>(y) - middleY;
            const double fromX = middleX + cosine * right - sine * down;
            const double fromY = middleY + sine * right + cosine * down;
            const auto left = static_cast<std::int64_t>(std::floor(fromX));
            const auto top = static_cast<std::int64_t>(std::floor(fromY));
            TurnedPixel pixel;
            for (std::size_t corner = 0; corner < 4; ++corner) {
                const std::int64_t column = left + static_cast<std::int64_t>(corner % 2);
                const std::int64_t row = top + static_cast<std::int64_t>(corner / 2);
                if (column < 0 || column >= width || row < 0 || row >= height) continue;
                pixel.places[corner] = static_cast<std::size_t>(row * width + column);
                pixel.weights[corner] = static_cast<float>((1 - std::abs(static_cast<double>(column) - fromX)) *
                                                           (1 - std::abs(static_cast<double>(row) - fromY)));
            }
            pixels.push_back(pixel);
        }
    }
    return pixels;
}

using ShowPlane = DomainViews::ShowPlane;

ShowPlane turning(std::int64_t height, std::int64_t width, double degrees) {
    return [pixels = turnedPixels(height, width, degrees)](const std::uint8_t* from, std::uint8_t* to) {
        for (const TurnedPixel& pixel : pixels) {
            float sum = 0;
            for (std::size_t corner = 0; corner < 4; ++corner)
                sum += pixel.weights[corner] * static_cast<float>(from[pixel.places[corner]]);
            *to++ = static_cast<std::uint8_t>(std::clamp(std::nearbyint(sum), 0.0F, 255.0F));
        }
    };
}

ShowPlane permuting(const torch::Tensor& permutation) {
    return [permutation](const std::uint8_t* from, std::uint8_t* to) {
        const auto* place = permutation.data_ptr<std::int64_t>();
        for (std::int64_t pixel = 0; pixel < permutation.numel(); ++pixel) *to++ = from[*place++];
    };
}

/// A row's channels, one after the other; `images` and `shown` are contiguous.
void showRow(const torch::Tensor& images, std::int64_t row, const ShowPlane& show, torch::Tensor& shown) {
    const std::int64_t plane = images.size(2) * images.size(3);
    const std::int64_t first = row * images.size(1) * plane;
    for (std::int64_t channel = 0; channel < images.size(1); ++channel) {
        const std::int64_t start = first + channel * plane;
        show(images.data_ptr<std::uint8_t>() + start, shown.data_ptr<std::uint8_t>() + start);
    }
}

} // namespace

DomainViews::DomainViews(const ScenarioSettings& settings, std::int64_t height, std::int64_t width)
    : degrees_(settings.rotationStep) {
    if (settings.transform != "permuted") return;
    RandomStreams random(static_cast<std::uint64_t>(settings.seed));
    permutations_.push_back(torch::arange(height * width, torch::kInt64));
    for (std::int64_t domain = 1; domain < settings.tasks; ++domain) {
        RandomStream& stream = random[fmt::format("permutation {}", domain)];
        permutations_.push_back(torch::tensor(stream.permutation(height * width), torch::kInt64));
    }
}

DomainViews::ShowPlane DomainViews::wayOf(std::int64_t domain, std::int64_t height, std::int64_t width) const {
    if (permutations_.empty()) return turning(height, width, degrees_ * static_cast<double>(domain));
    return permuting(permutations_.at(static_cast<std::size_t>(domain)));
}

torch::Tensor DomainViews::show(const torch::Tensor& images, const torch::Tensor& domains) const {
    // Pixel by pixel, into the one tensor that is returned: what tensor operations would need beside it is many times
    // what a batch's pictures are.
    const torch::Tensor stored = images.contiguous();
    torch::Tensor shown = stored.clone();
    std::map<std::int64_t, ShowPlane> ways;
    const auto domain = domains.accessor<std::int64_t, 1>();
    for (std::int64_t row = 0; row < stored.size(0); ++row) {
        if (domain[row] == 0) continue;
        auto way = ways.find(domain[row]);
        if (way == ways.end())
            way = ways.emplace(domain[row], wayOf(domain[row], stored.size(2), stored.size(3))).first;
        showRow(stored, row, way->second, shown);
    }
    return shown;
}

torch::Tensor turned(const torch::Tensor& images, double degrees) {
    const torch::Tensor stored = images.contiguous();
    torch::Tensor shown = torch::empty_like(stored);
    const ShowPlane way = turning(stored.size(2), stored.size(3), degrees);
    for (std::int64_t row = 0; row < stored.size(0); ++row) showRow(stored, row, way, shown);
    return shown;
}

} // namespace lightcl
