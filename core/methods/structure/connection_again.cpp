#include "methods/structure/connection_again.h"

#include "libtorch/autocast.h"

namespace lightcl {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// What the backward needs, as autograd can hold it.
struct Connection : torch::CustomClassHolder {
    const LateralAdapters* laterals = nullptr;
    std::size_t stage = 0;
    ColumnOutputs below;
    std::vector<std::int64_t> sizes; ///< of the values
    bool bfloat16 = false;           ///< as the forward was computed
};

class ConnectionFunction : public torch::autograd::Function<ConnectionFunction> {
public:
    /// The connection's learnable tensors stand beside it for autograd to see them.
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& values, at::TensorList /*learnable*/,
                                 const c10::intrusive_ptr<Connection>& connection) {
        connection->sizes = values.sizes().vec();
        connection->bfloat16 = Autocast::isActive();
        context->saved_data["connection"] = c10::IValue::make_capsule(connection);
        return connection->laterals->entering(connection->stage, values, connection->below());
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const auto connection =
            c10::static_intrusive_pointer_cast<Connection>(context->saved_data["connection"].toCapsule());
        variable_list all = {gradients[0]};
        for (torch::Tensor& gradient : ofLearnable(*connection, gradients[0])) all.push_back(std::move(gradient));
        all.emplace_back(); // the connection is no tensor
        return all;
    }

private:
    static variable_list ofLearnable(const Connection& connection, const torch::Tensor& gradient) {
        const c10::AutoGradMode withGraph(true);
        variable_list learnable;
        for (const NamedTensor& own : connection.laterals->parameters(connection.stage))
            learnable.push_back(own.tensor);
        // The stage's own values are added and change nothing else; zeros stand in for them, in no memory.
        const torch::Tensor values = torch::zeros({1}, gradient.options()).expand(connection.sizes);
        torch::Tensor entering;
        {
            const Autocast autocast(connection.bfloat16);
            entering = connection.laterals->entering(connection.stage, values, connection.below());
        }
        return torch::autograd::grad({entering}, learnable, {gradient});
    }
};

} // namespace

torch::Tensor enteringWithoutMaps(const LateralAdapters& laterals, std::size_t stage, const torch::Tensor& values,
                                  ColumnOutputs below) {
    std::vector<torch::Tensor> learnable;
    for (const NamedTensor& own : laterals.parameters(stage)) learnable.push_back(own.tensor);
    const auto connection = c10::make_intrusive<Connection>();
    connection->laterals = &laterals;
    connection->stage = stage;
    connection->below = std::move(below);
    return ConnectionFunction::apply(values, at::TensorList(learnable), connection);
}

} // namespace lightcl
