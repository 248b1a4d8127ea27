#include "networks/relu6.h"

namespace lightcl {

namespace {

/// LibTorch 1.13 computes no hardtanh's backward in bfloat16.
bool lacksKernel(const torch::Tensor& values) {
    return values.scalar_type() == torch::kBFloat16;
}

torch::Tensor limited(torch::Tensor gradient, const torch::Tensor& values) {
    return gradient.masked_fill_(values.ge(6), 0);
}

class Relu6 : public torch::autograd::Function<Relu6> {
public:
    static torch::Tensor forward(torch::autograd::AutogradContext* context, torch::Tensor values) {
        values.clamp_(0, 6);
        context->mark_dirty({values});
        context->save_for_backward({values});
        return values;
    }

    /// The gradient passes where the input was between 0 and 6, and that is where the output is.
    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   torch::autograd::variable_list gradients) {
        const torch::Tensor values = context->get_saved_variables()[0];
        if (lacksKernel(values)) return {limited(at::threshold_backward(gradients[0], values, 0), values)};
        return {at::hardtanh_backward(gradients[0], values, 0, 6)};
    }
};

} // namespace

torch::Tensor relu6InPlace(const torch::Tensor& values) {
    return Relu6::apply(values);
}

void passThroughRelu6(torch::Tensor& gradient, const torch::Tensor& output) {
    if (lacksKernel(output)) {
        at::threshold_backward_out(gradient, gradient, output, 0);
        limited(gradient, output);
    } else {
        at::hardtanh_backward_out(gradient, gradient, output, 0, 6);
    }
}

} // namespace lightcl
