#include "networks/convolution.h"

#include "libtorch/autocast.h"
#include "rules/map_layout.h"

namespace lightcl {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Positions along one axis of the output for which a place of the kernel lies inside the input.
struct Inside {
    std::int64_t first = 0;
    std::int64_t end = 0;

    Inside(std::int64_t place, std::int64_t stride, std::int64_t input, std::int64_t output) : end(output) {
        while (first * stride + place < 1) ++first;
        while ((end - 1) * stride + place - 1 >= input) --end;
    }
};

/// The rows' values at some positions, one line a position: [rows · positions, channels].
torch::Tensor linesAt(const torch::Tensor& channelsLast, const Inside& vertical, const Inside& horizontal,
                      std::int64_t stride, std::int64_t placeY, std::int64_t placeX) {
    const auto along = [stride](const torch::Tensor& values, std::int64_t axis, const Inside& inside,
                                std::int64_t place) {
        return values.slice(axis, inside.first * stride + place, (inside.end - 1) * stride + place + 1, stride);
    };
    const torch::Tensor part = along(along(channelsLast, 1, vertical, placeY), 2, horizontal, placeX);
    return part.reshape({-1, channelsLast.size(3)});
}

class PlacewiseConvolution : public torch::autograd::Function<PlacewiseConvolution> {
public:
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& input, const torch::Tensor& weight,
                                 const OptionalTensor& bias, const LayerSpec& spec) {
        // Under autocast these are what LibTorch's own convolution would keep.
        const bool casts = Autocast::isActive();
        const auto type = casts ? Autocast::type() : input.scalar_type();
        const torch::Tensor values = input.to(type);
        const torch::Tensor kernel = weight.to(type);
        context->save_for_backward({values, kernel});
        context->saved_data["stride"] = spec.stride;
        context->saved_data["bias"] = spec.bias;
        context->saved_data["type"] = weight.scalar_type();
        context->saved_data["input"] = input.requires_grad();
        return torch::conv2d(values, kernel, bias, spec.stride, spec.padding);
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        LayerSpec spec;
        spec.kernel = 3;
        spec.padding = 1;
        spec.stride = context->saved_data["stride"].toInt();
        spec.bias = context->saved_data["bias"].toBool();
        ConvolutionGradients made =
            convolutionGradients(gradients[0], saved[0], saved[1], spec, context->saved_data["input"].toBool(),
                                 context->saved_data["type"].toScalarType());
        return {made.input, made.weight, made.bias, {}};
    }
};

bool sumsPlaces(const torch::Tensor& ofOutput, const torch::Tensor& input, const LayerSpec& geometry) {
    LayerSpec spec = geometry;
    spec.kind = LayerKind::Conv2d;
    spec.input = {input.size(1), input.size(2), input.size(3)};
    spec.output = {ofOutput.size(1), ofOutput.size(2), ofOutput.size(3)};
    return sumsKernelPlaces(spec);
}

} // namespace

torch::Tensor convolution(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias,
                          const LayerSpec& spec) {
    if (at::GradMode::is_enabled() && weight.requires_grad() && sumsKernelPlaces(spec)) {
        const OptionalTensor itsBias = bias.defined() ? OptionalTensor(bias) : OptionalTensor();
        return PlacewiseConvolution::apply(input, weight, itsBias, spec);
    }
    return torch::conv2d(input, weight, bias, spec.stride, spec.padding, 1, spec.groups);
}

ConvolutionGradients convolutionGradients(const torch::Tensor& ofOutput, const torch::Tensor& input,
                                          const torch::Tensor& weight, const LayerSpec& spec, bool needsInput,
                                          torch::ScalarType weightType) {
    const std::vector<std::int64_t> stride(2, spec.stride);
    const std::vector<std::int64_t> padding(2, spec.padding);
    const std::vector<std::int64_t> channels = {ofOutput.size(1)};
    const at::OptionalIntArrayRef biasSize = spec.bias ? at::OptionalIntArrayRef(channels) : c10::nullopt;
    const bool byPlaces = sumsPlaces(ofOutput, input, spec);
    ConvolutionGradients made;
    std::tie(made.input, made.weight, made.bias) =
        at::convolution_backward(ofOutput, input, weight, biasSize, stride, padding, {1, 1}, false, {0, 0}, spec.groups,
                                 {needsInput, !byPlaces, spec.bias});
    if (byPlaces) made.weight = gradientByKernelPlaces(ofOutput, input, spec.stride, weightType);
    return made;
}

torch::Tensor gradientByKernelPlaces(const torch::Tensor& ofOutput, const torch::Tensor& input, std::int64_t stride,
                                     torch::ScalarType type) {
    torch::Tensor places = torch::empty({ofOutput.size(1), 3, 3, input.size(1)}, input.options());
    {
        const torch::Tensor from = input.permute({0, 2, 3, 1}).contiguous();
        const torch::Tensor to = ofOutput.permute({0, 2, 3, 1}).contiguous();
        for (std::int64_t y = 0; y < 3; ++y) {
            const Inside vertical(y, stride, from.size(1), to.size(1));
            for (std::int64_t x = 0; x < 3; ++x) {
                const Inside horizontal(x, stride, from.size(2), to.size(2));
                torch::Tensor place = places.select(1, y).select(1, x);
                at::mm_out(place, linesAt(to, vertical, horizontal, 1, 0, 0).t(),
                           linesAt(from, vertical, horizontal, stride, y - 1, x - 1));
            }
        }
    }
    // In one pass over the values: their order and, under autocast, their type.
    torch::Tensor gradient = torch::empty({ofOutput.size(1), input.size(1), 3, 3},
                                          input.options().dtype(type).memory_format(at::MemoryFormat::Contiguous));
    return gradient.copy_(places.permute({0, 3, 1, 2}));
}

} // namespace lightcl
