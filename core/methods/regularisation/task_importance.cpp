#include "methods/regularisation/task_importance.h"

#include "rules/rows_at_once.h"

namespace lightcl {

namespace {

torch::Tensor chosenIndices(const TaskImportance& measure, const TaskContext& context, RandomStream& random) {
    const torch::Tensor& all = context.task.trainIndices;
    if (measure.samples == 0 || measure.samples >= all.size(0)) return all;
    return all.index_select(0, torch::tensor(random.choose(measure.samples, all.size(0)), torch::kInt64));
}

} // namespace

void addImportance(WeightAnchor& anchor, const TaskImportance& measure, const TaskContext& context,
                   RandomStream& random) {
    const RowGradients gradients{context.network, measure.objective, measure.magnitude};
    const MagnitudeSums sums = [&](const NamedTensor& parameter) -> torch::Tensor& {
        return anchor.importance(parameter);
    };
    const bool inClosedForm = measure.gradientRows == 1 && context.network.spec().chainsLinearLayers();
    const std::int64_t rowsInPass = inClosedForm ? kRowsInClosedForm : measure.gradientRows;
    const torch::Tensor indices = chosenIndices(measure, context, random);
    const double share = 1.0 / static_cast<double>(indices.size(0));
    for (const torch::Tensor& part : indices.split(rowsInPass)) {
        const Samples samples = context.scenario.trainSamples(part);
        const torch::Tensor inputs = context.scenario.inputsOf(samples.images);
        if (inClosedForm) {
            gradients.addEachRow(inputs, samples.labels, share, sums);
        } else {
            gradients.addTogether(inputs, samples.labels, share * static_cast<double>(part.size(0)), sums);
        }
    }
}

} // namespace lightcl
