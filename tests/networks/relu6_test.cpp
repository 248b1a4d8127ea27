#include "networks/relu6.h"

#include "support/catch.h"

using namespace lightcl;

TEST_CASE("ReLU6 passes the same gradients in bfloat16 as in float32") {
    const torch::Tensor values = torch::arange(-8, 9, torch::kFloat32); // each exact in bfloat16, 0 and 6 among them
    const torch::Tensor above = torch::arange(1, 18, torch::kFloat32);
    const torch::Tensor within = above * values.gt(0) * values.lt(6);
    for (const torch::ScalarType type : {torch::kFloat32, torch::kBFloat16}) {
        CAPTURE(type);
        const torch::Tensor input = values.to(type, false, true).set_requires_grad(true);
        const torch::Tensor output = relu6InPlace(input + 0);
        CHECK(torch::equal(output.detach().to(torch::kFloat32), values.clamp(0, 6)));
        output.backward(above.to(type));
        CHECK(torch::equal(input.grad().to(torch::kFloat32), within));

        torch::Tensor gradient = above.to(type);
        passThroughRelu6(gradient, output.detach());
        CHECK(torch::equal(gradient.to(torch::kFloat32), within));
    }
}
