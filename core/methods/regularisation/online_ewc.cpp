#include "methods/regularisation/online_ewc.h"

#include "libtorch/torch.h"
#include "methods/regularisation/task_importance.h"

namespace lightcl {

std::unique_ptr<Method> OnlineEwc::make(const Ingredients& in) {
    return std::make_unique<OnlineEwc>(ewcSettings(in.parameters), in.mask);
}

void OnlineEwc::adjustGradient(const NamedTensor& parameter, torch::Tensor& gradient) {
    anchor_.addGradient(parameter, gradient, settings_.lambda);
}

torch::Tensor OnlineEwc::logLikelihood(const torch::Tensor& logits, const torch::Tensor& labels,
                                       const at::Generator& generator) const {
    const torch::Tensor logs = torch::log_softmax(mask().apply(logits, labels), 1);
    const torch::Tensor asked =
        settings_.modelLabels ? logs.detach().exp().multinomial(1, true, generator) : labels.unsqueeze(1);
    const torch::Tensor chosen = logs.gather(1, asked).squeeze(1);
    // The gradient is squared later, so the root weights the square by p.
    return settings_.weighted ? chosen * (0.5 * chosen.detach()).exp() : chosen;
}

void OnlineEwc::afterTask(const TaskContext& context) {
    RandomStream& random = context.random["fisher"];
    const at::Generator generator = at::detail::createCPUGenerator(settings_.modelLabels ? random.next() : 0);
    const RowObjective objective = [&](const torch::Tensor& logits, const torch::Tensor& labels) {
        return logLikelihood(logits, labels, generator);
    };
    anchor_.scaleImportance(settings_.gamma);
    addImportance(anchor_, {objective, Magnitude::Square, settings_.fisherSamples, settings_.gradientRows}, context,
                  random);
    anchor_.moveTo(context.network);
}

} // namespace lightcl
