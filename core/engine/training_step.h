#pragma once

#include "engine/optimizer.h"
#include "engine/segment.h"
#include "methods/method.h"
#include "profiling/memory_ledger.h"
#include "spec/settings.h"

#include <string>

namespace lightcl {

/// What a method says of a loss that is no number (Method::instability); nothing beside Adam, whose steps do not grow
/// with the gradients.
std::string divergenceAdvice(const Method& method, const Optimizer& optimizer);

/// One step of training, segment by segment: each trainable stage (or each of its blocks) has an autograd graph of its
/// own; from the head down, a segment's gradients are computed, adjusted by the method, applied and freed before the
/// next segment's are computed. The gradients equal those of one graph over the whole network. Frozen stages run
/// without a graph. For a method that needs the whole gradient the segments' gradients are kept until all are there.
class TrainingStep {
public:
    struct Settings {
        /// The gradients are the same in all modes. Balanced and Low have the network compute its batch-norms again;
        /// with Low, segments are single blocks that run without a graph first and again, with one, for their backward;
        /// the largest inputs are not kept either, and the method may hold weights in less memory meanwhile.
        MemoryMode memory;
        bool bfloat16; ///< see Autocast
    };

    TrainingStep(Network& network, Method& method, Optimizer& optimizer, MemoryLedger* ledger)
        : TrainingStep(network, method, optimizer, ledger, {MemoryMode::Fast, false}) {}
    TrainingStep(Network& network, Method& method, Optimizer& optimizer, MemoryLedger* ledger, Settings settings);

    /// Asks the method what is frozen and what it learns itself; call it when a task begins or is resumed.
    void beginTask();
    [[nodiscard]] std::size_t frozenStages() const { return frozenStages_; }

    /// Forward, backward and update for inputs [rows, channels, height, width], or for frozenFeatures() of them where
    /// the rows are cached; returns the loss with its penalties.
    /// Throws Error when the loss is not finite.
    double run(torch::Tensor inputs, const StepRows& rows);
    /// What the frozen stages make of inputs, without a graph.
    torch::Tensor frozenFeatures(torch::Tensor inputs);
    /// Forward and backward without an update: these gradients are what the method compares the next run()'s with.
    void keepReference(torch::Tensor inputs, const StepRows& rows);

private:
    struct Trace {
        torch::Tensor input; ///< a leaf, whose gradient the segment below needs; undefined where it was not kept
        torch::Tensor output;
        torch::Tensor penalty;
        /// The penalty on the output alone, of `seen`, a leaf that shows the output's values; undefined for a segment
        /// whose output is not penalised, and for the last.
        torch::Tensor outputPenalty, seen;
        bool again = false; ///< without a graph: to be computed again
    };

    /// Leaves gradients behind, or updates each segment as soon as its gradients are there.
    double backpropagate(torch::Tensor inputs, const StepRows& rows, bool update);
    std::vector<Trace> forward(torch::Tensor inputs, const StepRows& rows);
    torch::Tensor forwardFrozen(torch::Tensor values);
    Trace forwardTrainable(const Segment& segment, torch::Tensor input, NormMode mode, const StepRows& rows);
    /// Adds the gradient of the penalty on a segment's output to what comes from above, in place.
    static void addOutputPenalty(Trace& trace, torch::Tensor& outputGradient);
    /// What entered the segment above these, from the nearest input that was kept.
    torch::Tensor inputAgain(const std::vector<Trace>& below);
    Trace computedAgain(const Segment& segment, Trace trace, const StepRows& rows);
    void backward(const Segment& segment, Trace trace, torch::Tensor outputGradient);
    void update(const Segment& segment);
    void compact(const Segment& segment);
    void expand(const Segment& segment);
    /// Expands all segments when it goes, whatever has happened, if there is memory for it.
    class Expansion;
    void updateTogether();
    [[nodiscard]] std::vector<torch::Tensor> gradients() const;
    /// Tells the ledger, if it wants to know, what is done from now on, and in which stage.
    void enterPhase(const char* what, const std::string& stage) const;
    void enterPhase(const char* what, const Segment& segment) const;

    Network* network_;
    Method* method_;
    Optimizer* optimizer_;
    MemoryLedger* ledger_;
    Settings settings_;
    std::size_t frozenStages_ = 0;
    std::vector<Segment> segments_; ///< what is trained, from the freeze line up
    std::vector<torch::Tensor> reference_;
};

} // namespace lightcl
