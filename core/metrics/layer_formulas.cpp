#include "metrics/layer_formulas.h"

#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

double frobenius(const torch::Tensor& tensor) {
    return tensor.norm().item<double>();
}

/// Gram matrix of the centred rows, [rows, rows].
torch::Tensor centredGram(const torch::Tensor& map) {
    const torch::Tensor rows = map.flatten(1).to(torch::kFloat64);
    const torch::Tensor centred = rows - rows.mean(0, true);
    return centred.matmul(centred.t());
}

} // namespace

double learningPlasticity(const torch::Tensor& gradient, const torch::Tensor& weight) {
    return frobenius(gradient) / (frobenius(weight) + 1e-12);
}

double memoryStability(const torch::Tensor& now, const torch::Tensor& then) {
    const double scale = frobenius(now) + frobenius(then);
    // The norms' own rounding may lead below 0 for opposite maps.
    return scale == 0 ? 1 : std::max(0.0, 1 - frobenius(now - then) / scale);
}

std::vector<double> generalizability(const std::vector<double>& stability, const std::vector<double>& plasticity) {
    const double largest = plasticity.empty() ? 0 : *std::max_element(plasticity.begin(), plasticity.end());
    std::vector<double> result;
    for (std::size_t l = 0; l < stability.size(); ++l) {
        result.push_back(stability[l] * (largest > 0 ? 1 - plasticity[l] / largest : 1));
    }
    return result;
}

double linearCka(const torch::Tensor& now, const torch::Tensor& then) {
    const torch::Tensor a = centredGram(now);
    const torch::Tensor b = centredGram(then);
    const double scale = frobenius(a) * frobenius(b);
    return scale == 0 ? 0 : (a * b).sum().item<double>() / scale;
}

double cosineSimilarity(const torch::Tensor& now, const torch::Tensor& then) {
    const torch::Tensor a = now.flatten(1);
    const torch::Tensor b = then.flatten(1);
    const torch::Tensor scale = a.norm(2, 1) * b.norm(2, 1);
    const torch::Tensor bothZero = (a.norm(2, 1) + b.norm(2, 1)).eq(0);
    const torch::Tensor cosine = (a * b).sum(1) / scale.clamp_min(1e-30);
    return torch::where(bothZero, torch::ones_like(cosine), cosine).mean().item<double>();
}

} // namespace lightcl
