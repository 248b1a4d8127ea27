#include "engine/training_step.h"

#include "base/error.h"
#include "engine/given_gradient.h"
#include "libtorch/autocast.h"
#include "networks/memory_layout.h"
#include "rules/rows_at_once.h"

#include <cmath>
#include <fmt/format.h>

namespace lightcl {

namespace {

double sumOf(const torch::Tensor& loss, const std::vector<torch::Tensor>& penalties) {
    double sum = loss.item<double>();
    for (const torch::Tensor& penalty : penalties) sum += penalty.item<double>();
    return sum;
}

/// Batch-norm's statistics apart during its lifetime.
class NormsApart {
public:
    NormsApart(Network& network, std::int64_t first) : network_(&network) { network.normApart({first}); }
    ~NormsApart() { network_->normApart({}); }
    NormsApart(const NormsApart&) = delete;
    NormsApart& operator=(const NormsApart&) = delete;

private:
    Network* network_;
};

/// At least as many as float32's: methods compare logits with what they kept, and keep them.
torch::Tensor withFloatDigits(const torch::Tensor& logits) {
    return logits.to(at::promote_types(logits.scalar_type(), torch::kFloat32));
}

} // namespace

class TrainingStep::Expansion {
public:
    explicit Expansion(TrainingStep& step) : step_(&step) {}
    ~Expansion() {
        try {
            for (const Segment& segment : step_->segments_) step_->expand(segment);
        } catch (const std::exception&) {
            // Without memory the step has failed already; the next one expands what it uses.
        }
    }
    Expansion(const Expansion&) = delete;
    Expansion& operator=(const Expansion&) = delete;

private:
    TrainingStep* step_;
};

std::string divergenceAdvice(const Method& method, const Optimizer& optimizer) {
    return optimizer.kind() == OptimizerKind::Sgd ? method.instability(optimizer.learningRate()) : std::string();
}

TrainingStep::TrainingStep(Network& network, Method& method, Optimizer& optimizer, MemoryLedger* ledger,
                           Settings settings)
    : network_(&network), method_(&method), optimizer_(&optimizer), ledger_(ledger), settings_(settings) {
    network.recomputeNorms(settings.memory != MemoryMode::Fast);
}

void TrainingStep::beginTask() {
    frozenStages_ = method_->frozenStages();
    for (std::size_t stage = 0; stage < network_->stageCount(); ++stage) {
        network_->requireGradients(stage, stage >= frozenStages_);
    }
    segments_ = segmentsOf(*network_, *method_, frozenStages_, settings_.memory == MemoryMode::Low);
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
    for (Segment& segment : segments_) {
        for (NamedTensor& parameter : segment.parameters) parameter.tensor.mutable_grad().reset();
    }
}

double TrainingStep::backpropagate(torch::Tensor inputs, const StepRows& rows, bool update) {
    const Expansion atEnd(*this);
    const bool apart = method_->replaysApart() && rows.replay.count() > 0;
    const NormsApart norms(*network_, apart ? rows.stream.count() : 0);
    std::vector<Trace> traces = forward(std::move(inputs), rows);
    std::vector<torch::Tensor> penalties;
    for (const Trace& trace : traces) {
        for (const torch::Tensor& penalty : {trace.penalty, trace.outputPenalty}) {
            if (penalty.defined()) penalties.push_back(penalty);
        }
    }
    const double loss = sumOf(traces.back().output, penalties);
    if (!std::isfinite(loss)) {
        throw Error(fmt::format("the loss became {}; try a smaller training.learning_rate{}",
                                std::isnan(loss) ? "NaN" : "infinite", divergenceAdvice(*method_, *optimizer_)));
    }
    penalties.clear(); // they hold the graphs of their segments
    torch::Tensor gradient;
    for (auto segment = segments_.rbegin(); segment != segments_.rend(); ++segment) {
        Trace trace = std::move(traces.back());
        traces.pop_back();
        const bool again = trace.again;
        if (!trace.input.defined()) trace.input = inputAgain(traces);
        if (again) trace = computedAgain(*segment, std::move(trace), rows);
        const torch::Tensor input = trace.input;
        backward(*segment, std::move(trace), std::move(gradient));
        gradient = input.grad();
        if (update) this->update(*segment);
        if (update && again) compact(*segment);
    }
    for (const Segment& segment : segments_) expand(segment);
    return loss;
}

std::vector<TrainingStep::Trace> TrainingStep::forward(torch::Tensor values, const StepRows& rows) {
    const MemoryScope scope(ledger_, MemoryCategory::Activations);
    const Autocast autocast(settings_.bfloat16);
    if (!rows.cached) values = forwardFrozen(std::move(values));
    {
        const at::NoGradGuard noGradient;
        if (rows.replayFeatures.defined()) values = torch::cat({values, rows.replayFeatures});
        values = method_->atFreezeLine(std::move(values), rows);
    }
    std::vector<Trace> traces;
    for (const Segment& segment : segments_) {
        const bool last = &segment == &segments_.back();
        const bool again = settings_.memory == MemoryMode::Low && !last;
        const c10::AutoGradMode gradients(!again);
        enterPhase("forward", segment);
        expand(segment);
        Trace trace = forwardTrainable(segment, std::move(values), NormMode::Training, rows);
        values = trace.output;
        if (last) {
            if (ledger_) ledger_->enterPhase("loss");
            trace.output = method_->loss(withFloatDigits(trace.output), rows);
        }
        if (again) {
            trace.output.reset();
            compact(segment);
        }
        if (!segment.keepsInput) trace.input.reset();
        trace.again = again;
        traces.push_back(std::move(trace));
    }
    return traces;
}

torch::Tensor TrainingStep::frozenFeatures(torch::Tensor inputs) {
    const MemoryScope scope(ledger_, MemoryCategory::Activations);
    const Autocast autocast(settings_.bfloat16);
    return forwardFrozen(std::move(inputs));
}

torch::Tensor TrainingStep::forwardFrozen(torch::Tensor values) {
    const at::NoGradGuard noGradient;
    const NormMode mode = method_->frozenNormMode();
    const auto forward = [&](torch::Tensor rows) {
        for (std::size_t stage = 0; stage < frozenStages_; ++stage) {
            enterPhase("forward", network_->spec().stages[stage].name);
            rows = network_->forwardStage(stage, std::move(rows), mode);
        }
        return rows;
    };
    const bool fewAtATime = settings_.memory == MemoryMode::Low && mode == NormMode::Evaluation;
    if (!fewAtATime || frozenStages_ == 0 || values.size(0) <= kFrozenRowsOfLow) return forward(std::move(values));
    std::vector<torch::Tensor> parts;
    for (const torch::Tensor& rows : values.split(kFrozenRowsOfLow)) parts.push_back(forward(rows));
    values.reset();
    return torch::cat(parts);
}

TrainingStep::Trace TrainingStep::forwardTrainable(const Segment& segment, torch::Tensor input, NormMode mode,
                                                   const StepRows& rows) {
    Trace trace;
    trace.input = network_->laidOutFor(segment.stage, input.detach());
    input.reset();
    trace.input.set_requires_grad(&segment != &segments_.front());
    FeatureMaps maps;
    const bool penalised = method_->penalises(segment.stage);
    trace.output = network_->forwardBlocks(segment.stage, segment.firstBlock, segment.blocks, trace.input, mode,
                                           penalised ? &maps : nullptr);
    if (!penalised) return trace;
    if (&segment != &segments_.back() && maps.back().values.is_same(trace.output)) {
        const bool graph = at::GradMode::is_enabled();
        maps.back().values = trace.output.detach().set_requires_grad(graph);
        trace.outputPenalty = method_->penalty(segment.stage, {maps.back()}, rows);
        if (graph && trace.outputPenalty.defined()) trace.seen = maps.back().values;
        maps.pop_back();
    }
    if (!maps.empty()) trace.penalty = method_->penalty(segment.stage, maps, rows);
    return trace;
}

/// Autograd would join both gradients in a third map, or in place, as its version has it.
void TrainingStep::addOutputPenalty(Trace& trace, torch::Tensor& outputGradient) {
    if (!trace.outputPenalty.defined()) return;
    trace.outputPenalty.backward();
    const at::NoGradGuard noGradient;
    outputGradient.add_(trace.seen.grad());
    trace.outputPenalty.reset();
    trace.seen.reset();
}

torch::Tensor TrainingStep::inputAgain(const std::vector<Trace>& below) {
    const MemoryScope scope(ledger_, MemoryCategory::Activations);
    const Autocast autocast(settings_.bfloat16);
    const at::NoGradGuard noGradient;
    std::size_t index = below.size() - 1;
    while (!below[index].input.defined()) --index;
    torch::Tensor values = below[index].input;
    for (; index < below.size(); ++index) {
        const Segment& segment = segments_[index];
        enterPhase("recompute", segment);
        expand(segment);
        values = network_->forwardBlocks(segment.stage, segment.firstBlock, segment.blocks, std::move(values),
                                         NormMode::Again);
        compact(segment);
    }
    return values;
}

TrainingStep::Trace TrainingStep::computedAgain(const Segment& segment, Trace trace, const StepRows& rows) {
    expand(segment);
    const MemoryScope scope(ledger_, MemoryCategory::Activations);
    const Autocast autocast(settings_.bfloat16);
    enterPhase("recompute", segment);
    return forwardTrainable(segment, std::move(trace.input), NormMode::Again, rows);
}

void TrainingStep::backward(const Segment& segment, Trace trace, torch::Tensor outputGradient) {
    enterPhase("backward", segment);
    std::vector<torch::Tensor> roots;
    if (outputGradient.defined()) {
        outputGradient = laidOut(outputGradient, trace.output.suggest_memory_format());
        addOutputPenalty(trace, outputGradient);
        roots.push_back(withGradient(trace.output, std::move(outputGradient)));
    } else {
        roots.push_back(trace.output);
    }
    if (trace.penalty.defined()) roots.push_back(trace.penalty);
    // The graph now holds what backward needs; this scope's tensors must not keep more alive.
    trace = {};
    torch::autograd::backward(roots);
    if (!ledger_) return;
    for (const NamedTensor& parameter : segment.parameters) {
        ledger_->retag(parameter.tensor.grad(), MemoryCategory::Gradients);
    }
}

void TrainingStep::update(const Segment& segment) {
    enterPhase("update", segment);
    for (const NamedTensor& parameter : segment.parameters) {
        torch::Tensor tensor = parameter.tensor;
        torch::Tensor gradient = tensor.grad();
        if (!gradient.defined()) continue;
        {
            at::NoGradGuard noGradient;
            method_->adjustGradient(parameter, gradient);
        }
        optimizer_->apply(parameter, gradient);
        tensor.mutable_grad().reset();
        method_->afterUpdate(parameter);
    }
}

void TrainingStep::compact(const Segment& segment) {
    const MemoryScope scope(ledger_, MemoryCategory::Weights);
    for (const NamedTensor& parameter : segment.parameters) method_->compact(parameter);
}

void TrainingStep::expand(const Segment& segment) {
    const MemoryScope scope(ledger_, MemoryCategory::Weights);
    for (const NamedTensor& parameter : segment.parameters) method_->expand(parameter);
}

void TrainingStep::updateTogether() {
    {
        at::NoGradGuard noGradient;
        std::vector<torch::Tensor> all = gradients();
        method_->adjustGradients(all, reference_);
    }
    reference_.clear();
    for (auto segment = segments_.rbegin(); segment != segments_.rend(); ++segment) update(*segment);
}

std::vector<torch::Tensor> TrainingStep::gradients() const {
    std::vector<torch::Tensor> all;
    for (const Segment& segment : segments_) {
        for (const NamedTensor& parameter : segment.parameters) all.push_back(parameter.tensor.grad());
    }
    return all;
}

void TrainingStep::enterPhase(const char* what, const std::string& stage) const {
    if (ledger_ && ledger_->wantsPhases()) ledger_->enterPhase(fmt::format("{} {}", what, stage));
}

void TrainingStep::enterPhase(const char* what, const Segment& segment) const {
    const StageSpec& stage = network_->spec().stages[segment.stage];
    const std::string& block = stage.blocks[segment.firstBlock].name;
    enterPhase(what, segment.blocks < stage.blocks.size() && !block.empty() ? block : stage.name);
}

} // namespace lightcl
