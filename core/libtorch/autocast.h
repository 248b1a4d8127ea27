#pragma once

#include "libtorch/torch.h"

namespace lightcl {

/// During its lifetime LibTorch computes convolutions and matrix products in bfloat16 if asked to, and what needs more
/// digits (losses, sums) in float32. Weights and their gradients stay float32.
class Autocast {
public:
    explicit Autocast(bool bfloat16);
    /// Whether one is alive that was asked to.
    static bool isActive();
    /// What it computes in then.
    static at::ScalarType type();
    ~Autocast();
    Autocast(const Autocast&) = delete;
    Autocast& operator=(const Autocast&) = delete;

private:
    bool active_;
    bool enabledBefore_ = false, cachedBefore_ = true;
};

} // namespace lightcl
