#include "methods/lightcl/freeze_advisor.h"

#include "methods/parts/task_passes.h"
#include "metrics/layer_formulas.h"
#include "rules/stable_prefix.h"

namespace lightcl {

namespace {

/// A trial on a copy of the network: what the incoming task would ask of it.
class Trial {
public:
    explicit Trial(const TaskContext& incoming)
        : incoming_(&incoming),
          classes_(torch::tensor(incoming.scenario.lossClasses(incoming.task.number), torch::kInt64)),
          network_(incoming.network.clone()) {
        for (std::size_t stage = 0; stage < network_.stageCount(); ++stage) network_.requireGradients(stage, true);
    }

    [[nodiscard]] std::vector<double> plasticity() {
        const std::vector<torch::Tensor>& weights = network_.layerWeights();
        const std::vector<torch::Tensor> gradients = torch::autograd::grad({loss(NormMode::Evaluation)}, weights);
        std::vector<double> result;
        at::NoGradGuard noGradient;
        for (std::size_t l = 0; l < weights.size(); ++l) {
            result.push_back(learningPlasticity(gradients[l], weights[l]));
        }
        return result;
    }

    /// By weight layer.
    [[nodiscard]] std::vector<torch::Tensor> mapsOf(const Samples& samples) {
        at::NoGradGuard noGradient;
        FeatureMaps maps;
        network_.forward(incoming_->scenario.inputsOf(samples.images), NormMode::Evaluation, 0, &maps);
        std::vector<torch::Tensor> result(maps.size());
        for (const FeatureMap& map : maps) result[map.layer] = map.values;
        return result;
    }

    void step() {
        loss(NormMode::Training).backward();
        at::NoGradGuard noGradient;
        for (NamedTensor& parameter : network_.parameters()) {
            parameter.tensor.sub_(parameter.tensor.grad(), incoming_->learningRate);
            parameter.tensor.mutable_grad().reset();
        }
    }

private:
    [[nodiscard]] torch::Tensor loss(NormMode mode) {
        const Samples batch = drawTaskSamples(*incoming_, incoming_->batchSize, incoming_->random["freeze advisor"]);
        const torch::Tensor logits = network_.forward(incoming_->scenario.inputsOf(batch.images), mode);
        return crossEntropyAmong(logits, batch.labels, classes_);
    }

    const TaskContext* incoming_;
    torch::Tensor classes_;
    Network network_;
};

} // namespace

FreezeAdvisor::Advice FreezeAdvisor::advise(const TaskContext& incoming, const Samples& earlier) const {
    Trial trial(incoming);
    const std::vector<double> plasticity = trial.plasticity();
    const std::vector<torch::Tensor> before = trial.mapsOf(earlier);
    for (std::int64_t step = 0; step < settings_.steps; ++step) trial.step();
    const std::vector<torch::Tensor> after = trial.mapsOf(earlier);
    std::vector<double> stability;
    for (std::size_t l = 0; l < after.size(); ++l) stability.push_back(memoryStability(after[l], before[l]));
    Advice advice;
    advice.generalizability = generalizability(stability, plasticity);
    advice.firstTrainableStage = stablePrefix(incoming.network.spec(), advice.generalizability, settings_.threshold);
    return advice;
}

} // namespace lightcl
