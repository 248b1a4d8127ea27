#include "networks/relu6.h"

namespace lightcl {

namespace {

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
        return {at::hardtanh_backward(gradients[0], context->get_saved_variables()[0], 0, 6)};
    }
};

} // namespace

torch::Tensor relu6InPlace(const torch::Tensor& values) {
    return Relu6::apply(values);
}

} // namespace lightcl
