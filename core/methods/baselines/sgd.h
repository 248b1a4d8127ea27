#pragma once

#include "methods/method.h"

namespace lightcl {

/// Fine-tuning: plain SGD on the stream, the lower bound.
class Sgd final : public Method {
public:
    explicit Sgd(OutputMask mask) : mask_(std::move(mask)) {}
    torch::Tensor loss(const torch::Tensor& logits, const StepRows& rows) override;

private:
    OutputMask mask_;
};

} // namespace lightcl
