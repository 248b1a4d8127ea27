#pragma once

#include "libtorch/torch.h"

namespace lightcl {

/// iCaRL's herding (Rebuffi et al. 2017, algorithm 4): of features [n, d], the rows that, taken one after the other,
/// bring their mean nearest to the mean μ of all, each time
///     argmin over the rows not taken of ‖μ - (f + sum of those taken) / k‖,
/// k being how many are taken then. int64 [min(count, n)], the most important first.
[[nodiscard]] torch::Tensor herded(const torch::Tensor& features, std::int64_t count);

} // namespace lightcl
