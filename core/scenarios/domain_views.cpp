#include "scenarios/domain_views.h"

#include "base/random_stream.h"

#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace lightcl {

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

torch::Tensor DomainViews::view(const torch::Tensor& images, std::int64_t domain) const {
    if (permutations_.empty()) return turned(images, degrees_ * static_cast<double>(domain));
    const torch::Tensor& permutation = permutations_.at(static_cast<std::size_t>(domain));
    return images.flatten(2).index_select(2, permutation).view(images.sizes());
}

torch::Tensor DomainViews::show(const torch::Tensor& images, const torch::Tensor& domains) const {
    const torch::Tensor present = std::get<0>(at::_unique(domains));
    torch::Tensor shown = torch::empty_like(images);
    for (std::int64_t i = 0; i < present.size(0); ++i) {
        const auto domain = present[i].item<std::int64_t>();
        const torch::Tensor rows = domains.eq(domain).nonzero().flatten();
        shown.index_copy_(0, rows,
                          domain == 0 ? images.index_select(0, rows) : view(images.index_select(0, rows), domain));
    }
    return shown;
}

torch::Tensor turned(const torch::Tensor& images, double degrees) {
    const double angle = degrees * std::numbers::pi / 180;
    const auto height = static_cast<double>(images.size(2));
    const auto width = static_cast<double>(images.size(3));
    // Where each pixel comes from, in coordinates from -1 to 1 along each side.
    const torch::Tensor source = torch::tensor({std::cos(angle), -std::sin(angle) * height / width, 0.0, //
                                                std::sin(angle) * width / height, std::cos(angle), 0.0})
                                     .to(torch::kFloat32)
                                     .view({1, 2, 3})
                                     .expand({images.size(0), 2, 3});
    constexpr int bilinear = 0; // LibTorch's numbers for how it interpolates, and for zeros beyond the border
    constexpr int zeros = 0;
    const torch::Tensor grid = torch::affine_grid_generator(source, images.sizes(), false);
    return torch::grid_sampler(images.to(torch::kFloat32), grid, bilinear, zeros, false)
        .round_()
        .clamp_(0, 255)
        .to(torch::kUInt8);
}

} // namespace lightcl
