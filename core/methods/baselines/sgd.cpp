#include "methods/baselines/sgd.h"

namespace lightcl {

torch::Tensor Sgd::loss(const torch::Tensor& logits, const StepRows& rows) {
    return Method::loss(mask_.apply(logits, rows.labels), rows);
}

} // namespace lightcl
