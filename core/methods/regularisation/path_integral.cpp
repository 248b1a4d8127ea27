#include "methods/regularisation/path_integral.h"

namespace lightcl {

void PathIntegral::begin(const NamedTensor& parameter, const torch::Tensor& gradient) {
    at::NoGradGuard noGradient;
    gradient_ = gradient.clone();
    before_ = parameter.tensor.detach().clone();
}

void PathIntegral::end(const NamedTensor& parameter) {
    at::NoGradGuard noGradient;
    omegas_.of(parameter).addcmul_(gradient_, before_.sub_(parameter.tensor));
    gradient_.reset();
    before_.reset();
}

} // namespace lightcl
