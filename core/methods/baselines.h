#pragma once

#include "methods/method.h"

namespace lightcl {

/// Fine-tuning: plain SGD on the stream, the lower bound.
class Sgd final : public MaskedMethod {
public:
    using MaskedMethod::MaskedMethod;
};

/// Joint training on all tasks' data at once, shuffled together: the upper bound, which forgets nothing.
class Joint final : public MaskedMethod {
public:
    using MaskedMethod::MaskedMethod;
    [[nodiscard]] bool trainsJointly() const override { return true; }
};

} // namespace lightcl
