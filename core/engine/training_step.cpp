#include "engine/training_step.h"

#include "base/error.h"

#include <cmath>
#include <fmt/format.h>

namespace lightcl {

void TrainingStep::beginTask() {
    frozenStages_ = method_->frozenStages();
    for (std::size_t stage = 0; stage < network_->stageCount(); ++stage) {
        network_->requireGradients(stage, stage >= frozenStages_);
    }
}

double TrainingStep::run(torch::Tensor inputs, const StepRows& rows) {
    const bool together = method_->needsWholeGradient();
    const double loss = backpropagate(std::move(inputs), rows, !together);
    if (together) updateTogether();
    return loss;
}

void TrainingStep::keepReference(torch::Tensor inputs, const StepRows& rows) {
    backpropagate(std::move(inputs), rows, false);
    reference_ = gradients();
    for (std::size_t stage = frozenStages_; stage < network_->stageCount(); ++stage) {
        for (NamedTensor& parameter : learnable(stage)) parameter.tensor.mutable_grad().reset();
    }
}

double TrainingStep::backpropagate(torch::Tensor inputs, const StepRows& rows, bool update) {
    std::vector<Trace> traces = forward(std::move(inputs), rows);
    Trace& head = traces.back();
    double loss = head.output.item<double>();
    for (const Trace& trace : traces) loss += trace.penalty.defined() ? trace.penalty.item<double>() : 0;
    if (!std::isfinite(loss)) {
        throw Error(fmt::format("the loss became {}; try a smaller training.learning_rate", loss));
    }
    torch::Tensor gradient;
    for (std::size_t stage = network_->stageCount(); stage-- > frozenStages_;) {
        Trace trace = std::move(traces.back());
        traces.pop_back();
        const torch::Tensor input = trace.input;
        backward(stage, std::move(trace), gradient);
        gradient = input.grad();
        if (update) this->update(stage);
    }
    return loss;
}

std::vector<TrainingStep::Trace> TrainingStep::forward(torch::Tensor values, const StepRows& rows) {
    const MemoryScope scope(ledger_, MemoryCategory::Activations);
    for (std::size_t stage = 0; stage < frozenStages_; ++stage) {
        torch::NoGradGuard noGradient;
        values = network_->forwardStage(stage, std::move(values), method_->frozenNormMode());
    }
    {
        torch::NoGradGuard noGradient;
        values = method_->atFreezeLine(std::move(values), rows);
    }
    std::vector<Trace> traces;
    for (std::size_t stage = frozenStages_; stage < network_->stageCount(); ++stage) {
        traces.push_back(forwardTrainable(stage, values, rows));
        values = traces.back().output;
    }
    traces.back().output = method_->loss(traces.back().output, rows);
    return traces;
}

TrainingStep::Trace TrainingStep::forwardTrainable(std::size_t stage, const torch::Tensor& values,
                                                   const StepRows& rows) {
    Trace trace;
    trace.input = values.detach();
    trace.input.set_requires_grad(stage > frozenStages_);
    FeatureMaps maps;
    const bool penalised = method_->penalises(stage);
    trace.output = network_->forwardStage(stage, trace.input, NormMode::Training, penalised ? &maps : nullptr);
    if (penalised) trace.penalty = method_->penalty(stage, maps, rows);
    return trace;
}

void TrainingStep::backward(std::size_t stage, Trace trace, const torch::Tensor& outputGradient) {
    std::vector<torch::Tensor> roots = {trace.output};
    std::vector<torch::Tensor> gradients = {outputGradient};
    if (trace.penalty.defined()) {
        roots.push_back(trace.penalty);
        gradients.emplace_back();
    }
    // The graph now holds what backward needs; this scope's tensors must not keep more alive.
    trace = {};
    torch::autograd::backward(roots, gradients);
    if (!ledger_) return;
    for (const NamedTensor& parameter : learnable(stage)) {
        ledger_->retag(parameter.tensor.grad(), MemoryCategory::Gradients);
    }
}

void TrainingStep::update(std::size_t stage) {
    for (const NamedTensor& parameter : learnable(stage)) {
        torch::Tensor tensor = parameter.tensor;
        torch::Tensor gradient = tensor.grad();
        if (!gradient.defined()) continue;
        {
            torch::NoGradGuard noGradient;
            method_->adjustGradient(parameter, gradient);
        }
        optimizer_->apply(parameter, gradient);
        tensor.mutable_grad().reset();
        method_->afterUpdate(parameter);
    }
}

void TrainingStep::updateTogether() {
    {
        torch::NoGradGuard noGradient;
        std::vector<torch::Tensor> all = gradients();
        method_->adjustGradients(all, reference_);
    }
    reference_.clear();
    for (std::size_t stage = network_->stageCount(); stage-- > frozenStages_;) update(stage);
}

std::vector<NamedTensor> TrainingStep::learnable(std::size_t stage) const {
    std::vector<NamedTensor> all = network_->parameters(stage);
    for (NamedTensor& own : method_->ownParameters(stage)) all.push_back(std::move(own));
    return all;
}

std::vector<torch::Tensor> TrainingStep::gradients() const {
    std::vector<torch::Tensor> all;
    for (std::size_t stage = frozenStages_; stage < network_->stageCount(); ++stage) {
        for (const NamedTensor& parameter : learnable(stage)) all.push_back(parameter.tensor.grad());
    }
    return all;
}

} // namespace lightcl
