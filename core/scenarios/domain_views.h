#pragma once

#include "libtorch/torch.h"
#include "spec/settings.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace lightcl {

/// How the domains of a domain-incremental sequence show an image. The first shows it as it is, the others permute its
/// pixels (each by a permutation of its own, the same in every channel) or turn it (the n-th by n-1 times the step,
/// bilinear, black outside).
class DomainViews {
public:
    /// For images [C, height, width]. The same settings give the same views, whatever a run's seed is.
    DomainViews(const ScenarioSettings& settings, std::int64_t height, std::int64_t width);

    /// uint8 images [rows, C, height, width], each as its domain (int64 [rows], from 0) shows it.
    [[nodiscard]] torch::Tensor show(const torch::Tensor& images, const torch::Tensor& domains) const;

    /// Writes a channel as a domain shows it.
    using ShowPlane = std::function<void(const std::uint8_t* from, std::uint8_t* to)>;

private:
    [[nodiscard]] ShowPlane wayOf(std::int64_t domain, std::int64_t height, std::int64_t width) const;

    std::vector<torch::Tensor> permutations_; ///< int64 [pixels] of each domain; empty: they turn
    double degrees_ = 0;                      ///< from one domain to the next
};

/// uint8 images [rows, C, height, width] turned about their middle, counter-clockwise.
torch::Tensor turned(const torch::Tensor& images, double degrees);

} // namespace lightcl
