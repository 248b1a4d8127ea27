#pragma once

#include "methods/method.h"

#include <map>

namespace lightcl::test {

/// Does what another method does, and keeps the gradients that it was offered to adjust.
class RecordingMethod final : public Method {
public:
    explicit RecordingMethod(Method& method) : method_(&method) {}

    [[nodiscard]] std::size_t frozenStages() const override { return method_->frozenStages(); }
    [[nodiscard]] NormMode frozenNormMode() const override { return method_->frozenNormMode(); }
    torch::Tensor loss(const torch::Tensor& logits, const StepRows& rows) override {
        return method_->loss(logits, rows);
    }
    [[nodiscard]] bool penalises(std::size_t stage) const override { return method_->penalises(stage); }
    torch::Tensor penalty(std::size_t stage, const FeatureMaps& maps, const StepRows& rows) override {
        return method_->penalty(stage, maps, rows);
    }
    void adjustGradient(const NamedTensor& parameter, torch::Tensor& gradient) override {
        gradients[parameter.name] = gradient.clone();
    }

    std::map<std::string, torch::Tensor> gradients;

private:
    Method* method_;
};

} // namespace lightcl::test
