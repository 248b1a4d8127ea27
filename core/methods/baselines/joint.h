#pragma once

#include "methods/method.h"

namespace lightcl {

/// Joint training on all tasks' data at once, shuffled together: the upper bound, which forgets nothing.
class Joint final : public Method {
public:
    explicit Joint(OutputMask mask) : mask_(std::move(mask)) {}
    [[nodiscard]] bool trainsJointly() const override { return true; }
    torch::Tensor loss(const torch::Tensor& logits, const StepRows& rows) override;

private:
    OutputMask mask_;
};

} // namespace lightcl
