#include "networks/norm_relu_convolution.h"

#include "networks/convolution.h"
#include "networks/relu6.h"

namespace lightcl {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// The batch-norm's output after the ReLU.
NormedRows rectified(const NormReluConvolution& layers, const torch::Tensor& input, bool updatesStatistics) {
    const auto running = [&](const torch::Tensor& statistic) {
        return updatesStatistics ? statistic : torch::Tensor();
    };
    auto [values, mean, inverseDeviation] =
        normedRows(input, {layers.scale, layers.shift, running(layers.runningMean), running(layers.runningVariance)},
                   layers.groups);
    layers.limitedToSix ? values.clamp_(0, 6) : values.relu_();
    return {values, mean, inverseDeviation};
}

class NormReluConvolutionFunction : public torch::autograd::Function<NormReluConvolutionFunction> {
public:
    /// The learnable tensors stand beside `layers` for autograd to see them.
    static variable_list forward(AutogradContext* context, const torch::Tensor& input, const torch::Tensor& scale,
                                 const torch::Tensor& shift, const torch::Tensor& weight, const OptionalTensor& bias,
                                 const NormReluConvolution& layers, bool wantsRectified) {
        const NormedRows made = rectified(layers, input, true);
        const LayerSpec& spec = layers.convolution;
        // Under autocast the maps have fewer digits than the weights.
        const torch::Tensor kernel = weight.to(made.values.scalar_type());
        torch::Tensor output = torch::conv2d(made.values, kernel, bias, spec.stride, spec.padding, 1, spec.groups);
        context->save_for_backward({input, scale, shift, kernel, made.mean, made.inverseDeviation});
        context->saved_data["six"] = layers.limitedToSix;
        context->saved_data["first"] = layers.groups.first;
        context->saved_data["bias"] = layers.bias.defined();
        context->saved_data["type"] = weight.scalar_type();
        context->saved_data["geometry"] =
            std::vector<std::int64_t>{spec.kernel, spec.stride, spec.padding, spec.groups};
        if (!wantsRectified) return {output};
        return {output, made.values};
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        NormReluConvolution layers;
        layers.scale = saved[1];
        layers.shift = saved[2];
        layers.limitedToSix = context->saved_data["six"].toBool();
        layers.groups.first = context->saved_data["first"].toInt();
        NormedRows again = rectified(layers, saved[0], false);
        ConvolutionGradients convolution =
            convolutionGradients(gradients[0], again.values, saved[3], geometryOf(context), true,
                                 context->saved_data["type"].toScalarType());
        torch::Tensor gradient = std::move(convolution.input);
        if (gradients.size() > 1 && gradients[1].defined()) gradient.add_(gradients[1]);
        // In place, as nothing else holds it.
        if (layers.limitedToSix) {
            passThroughRelu6(gradient, again.values);
        } else {
            at::threshold_backward_out(gradient, gradient, again.values, 0);
        }
        again.values.reset();
        auto [ofInput, ofScale, ofShift] =
            normedRowsBackward(gradient, saved[0], layers.scale, saved[4], saved[5], layers.groups);
        return {ofInput, ofScale, ofShift, convolution.weight, convolution.bias, {}, {}};
    }

private:
    static LayerSpec geometryOf(AutogradContext* context) {
        const auto numbers = context->saved_data["geometry"].toIntVector();
        LayerSpec spec;
        spec.kernel = numbers[0];
        spec.stride = numbers[1];
        spec.padding = numbers[2];
        spec.groups = numbers[3];
        spec.bias = context->saved_data["bias"].toBool();
        return spec;
    }
};

} // namespace

NormReluConvolution::Result NormReluConvolution::operator()(const torch::Tensor& input, bool wantsRectified) const {
    const OptionalTensor itsBias = bias.defined() ? OptionalTensor(bias) : OptionalTensor();
    const variable_list made =
        NormReluConvolutionFunction::apply(input, scale, shift, weight, itsBias, *this, wantsRectified);
    return {made[0], wantsRectified ? made[1] : torch::Tensor()};
}

} // namespace lightcl
