#pragma once

#include "checkpoint/state_archive.h"
#include "libtorch/torch.h"
#include "networks/network.h"

#include <map>
#include <string>
#include <vector>

namespace lightcl {

/// Tensors of a method that stand beside the network's parameters, each in its parameter's shape and kept by its name.
class ParameterTensors {
public:
    /// Takes the names of the network's parameters, which restore() looks for.
    void attach(const Network& network);

    [[nodiscard]] bool empty() const { return tensors_.empty(); }
    /// The parameter's tensor, or nullptr.
    [[nodiscard]] const torch::Tensor* find(const std::string& name) const;
    /// The parameter's tensor; zeros at first.
    torch::Tensor& of(const NamedTensor& parameter);
    void scale(double factor);
    /// The largest value of all; 0 where there is none.
    [[nodiscard]] double largest() const;

    void save(StateArchive archive) const;
    void restore(const StateArchive& archive);

private:
    std::vector<std::string> names_;
    std::map<std::string, torch::Tensor> tensors_;
};

} // namespace lightcl
