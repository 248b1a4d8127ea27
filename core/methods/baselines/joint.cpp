#include "methods/baselines/joint.h"

namespace lightcl {

torch::Tensor Joint::loss(const torch::Tensor& logits, const StepRows& rows) {
    return Method::loss(mask_.apply(logits, rows.labels), rows);
}

} // namespace lightcl
