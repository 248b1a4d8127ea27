#include "methods/replay/herding.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace lightcl {

torch::Tensor herded(const torch::Tensor& features, std::int64_t count) {
    const torch::Tensor mean = features.mean(0);
    torch::Tensor taken = torch::zeros_like(mean);
    // ‖k·μ - taken - f‖² without its first part, which is the same for all rows: ‖f‖² - 2 f·(k·μ - taken).
    torch::Tensor squared = torch::bmm(features.unsqueeze(1), features.unsqueeze(2)).flatten();
    std::vector<std::int64_t> chosen;
    for (std::int64_t k = 1; k <= std::min(count, features.size(0)); ++k) {
        const torch::Tensor wanted = mean * static_cast<double>(k) - taken;
        const auto next = (squared - 2 * features.mv(wanted)).argmin().item<std::int64_t>();
        chosen.push_back(next);
        taken += features[next];
        squared[next] = std::numeric_limits<double>::infinity();
    }
    return torch::tensor(chosen, torch::kInt64);
}

} // namespace lightcl
