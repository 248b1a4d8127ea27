#pragma once

#include "methods/parts/parameter_tensors.h"

namespace lightcl {

/// SI's path integral (Zenke et al. 2017, equation 3): for every learnable value, the sum over updates of
///     ω += g · (θ before - θ after),
/// what the value's moves took off the loss whose gradient is g. Updates come one parameter at a time: begin(), the
/// update, end(); only that parameter's gradient and values are held meanwhile.
class PathIntegral {
public:
    void attach(const Network& network) { omegas_.attach(network); }

    /// Remembers the parameter as it is, and the gradient that the coming update is charged with.
    void begin(const NamedTensor& parameter, const torch::Tensor& gradient);
    void end(const NamedTensor& parameter);

    [[nodiscard]] const torch::Tensor* omega(const std::string& name) const { return omegas_.find(name); }
    /// Sets every ω to zero.
    void restart() { omegas_.scale(0); }

    void save(const StateArchive& archive) const { omegas_.save(archive); }
    void restore(const StateArchive& archive) { omegas_.restore(archive); }

private:
    ParameterTensors omegas_;
    torch::Tensor gradient_;
    torch::Tensor before_;
};

} // namespace lightcl
