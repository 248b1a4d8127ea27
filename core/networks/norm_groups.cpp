#include "networks/norm_groups.h"

namespace lightcl {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

class BatchNormApart : public torch::autograd::Function<BatchNormApart> {
public:
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& input, const torch::Tensor& scale,
                                 const torch::Tensor& shift, const NormTensors& norm, NormGroups groups) {
        const NormedRows made = normedRows(input, norm, groups);
        context->save_for_backward({input, scale, made.mean, made.inverseDeviation});
        context->saved_data["first"] = groups.first;
        static_cast<void>(shift);
        return made.values;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const NormGroups groups{context->saved_data["first"].toInt()};
        const auto [input, scale, shift] =
            normedRowsBackward(gradients[0], saved[0], saved[1], saved[2], saved[3], groups);
        return {input, scale, shift, {}, {}};
    }
};

} // namespace

NormedRows normedRows(const torch::Tensor& input, const NormTensors& norm, NormGroups groups) {
    const auto normed = [&](const torch::Tensor& rows) {
        return at::native_batch_norm(rows, norm.scale, norm.shift, norm.runningMean,
                                     varianceToUpdate(rows, norm.runningVariance), true, kNormMomentum, kNormEpsilon);
    };
    if (!groups.apart(input)) {
        auto [values, mean, inverseDeviation] = normed(input);
        return {values, mean.unsqueeze(0), inverseDeviation.unsqueeze(0)};
    }
    torch::Tensor values = torch::empty_like(input);
    std::array<torch::Tensor, 2> means, deviations;
    const std::array<std::array<std::int64_t, 2>, 2> places = {{{0, groups.first}, {groups.first, input.size(0)}}};
    for (const std::size_t group : {std::size_t{1}, std::size_t{0}}) {
        const auto [first, end] = places[group];
        auto [made, mean, deviation] = normed(input.slice(0, first, end));
        values.slice(0, first, end).copy_(made);
        means[group] = mean;
        deviations[group] = deviation;
    }
    return {values, torch::stack(means), torch::stack(deviations)};
}

std::array<torch::Tensor, 3> normedRowsBackward(const torch::Tensor& gradient, const torch::Tensor& input,
                                                const torch::Tensor& scale, const torch::Tensor& mean,
                                                const torch::Tensor& inverseDeviation, NormGroups groups) {
    const auto backward = [&](const torch::Tensor& given, const torch::Tensor& rows, std::int64_t group) {
        return at::native_batch_norm_backward(given, rows, scale, {}, {}, mean[group], inverseDeviation[group], true,
                                              kNormEpsilon, {true, true, true});
    };
    if (!groups.apart(input)) {
        auto [ofInput, ofScale, ofShift] = backward(gradient, input, 0);
        return {ofInput, ofScale, ofShift};
    }
    torch::Tensor ofInput = torch::empty_like(input);
    const auto fill = [&](std::int64_t first, std::int64_t end, std::int64_t group) {
        auto [ofRows, ofScale, ofShift] = backward(gradient.slice(0, first, end), input.slice(0, first, end), group);
        ofInput.slice(0, first, end).copy_(ofRows);
        return std::pair(ofScale, ofShift);
    };
    auto [scaleGradient, shiftGradient] = fill(groups.first, input.size(0), 1);
    const auto [ofScale, ofShift] = fill(0, groups.first, 0);
    return {ofInput, scaleGradient.add_(ofScale), shiftGradient.add_(ofShift)};
}

torch::Tensor batchNormApart(const torch::Tensor& input, const NormTensors& norm, NormGroups groups) {
    return BatchNormApart::apply(input, norm.scale, norm.shift, norm, groups);
}

} // namespace lightcl
