#pragma once

#include "methods/parts/parameter_tensors.h"

#include <string>

namespace lightcl {

/// Holds weights near the values they had. For every learnable value it has an anchor θ* and an importance I, and
///     penalty = strength · sum I·(θ - θ*)².
/// EWC, SI and MAS differ in what they take for importance. The penalty has no graph: its gradient, 2·strength·I·(θ -
/// θ*), is added to one parameter's gradient at a time.
class WeightAnchor {
public:
    void attach(const Network& network);

    /// Anchors every parameter where it is.
    void moveTo(const Network& network);
    [[nodiscard]] const torch::Tensor* anchor(const std::string& name) const { return anchors_.find(name); }

    /// The parameter's importance, to be added to; zeros at first.
    torch::Tensor& importance(const NamedTensor& parameter) { return importances_.of(parameter); }
    void scaleImportance(double factor) { importances_.scale(factor); }

    /// Adds the penalty's gradient; nothing for a parameter without importance.
    void addGradient(const NamedTensor& parameter, torch::Tensor& gradient, double strength) const;
    [[nodiscard]] double penalty(const Network& network, double strength) const;

    /// The strength from which on plain SGD on the penalty alone diverges: θ - θ* is multiplied by 1 - 2·learningRate·
    /// strength·I in each step, which is below -1 where strength > 1 / (learningRate·max I). Infinite without
    /// importance.
    [[nodiscard]] double stableStrength(double learningRate) const;
    /// Words for Method::instability() where the strength, which the spec has under `key`, is beyond that; else none.
    [[nodiscard]] std::string instability(const std::string& key, double strength, double learningRate) const;

    void save(const StateArchive& archive) const;
    void restore(const StateArchive& archive);

private:
    ParameterTensors anchors_;
    ParameterTensors importances_;
};

} // namespace lightcl
