#include "methods/weight_mask.h"

#include <cmath>

namespace lightcl {

std::int64_t aliveCount(std::int64_t weights, double sparsity) {
    return weights - std::llround(sparsity * static_cast<double>(weights));
}

torch::Tensor largestMask(const torch::Tensor& values, std::int64_t count) {
    const torch::Tensor flat = values.flatten();
    const torch::Tensor chosen = std::get<1>(flat.topk(std::min(count, flat.size(0)), 0, true, false));
    return torch::zeros({flat.size(0)}, torch::kBool).index_fill_(0, chosen, true).view(values.sizes());
}

torch::Tensor pruned(const torch::Tensor& alive, const torch::Tensor& importance, double sparsity) {
    const std::int64_t wanted = aliveCount(alive.numel(), sparsity);
    return largestMask(importance.masked_fill(alive.logical_not(), -1),
                       std::min(wanted, alive.sum().item<std::int64_t>()));
}

torch::Tensor grown(const torch::Tensor& alive, double sparsity, RandomStream& random) {
    const std::int64_t missing = aliveCount(alive.numel(), sparsity) - alive.sum().item<std::int64_t>();
    if (missing <= 0) return alive;
    const torch::Tensor dead = alive.flatten().logical_not().nonzero().flatten();
    const torch::Tensor drawn = torch::tensor(random.choose(missing, dead.size(0)), torch::kInt64);
    return alive.flatten().index_fill(0, dead.index_select(0, drawn), true).view(alive.sizes());
}

} // namespace lightcl
