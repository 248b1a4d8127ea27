#include "networks/convolution.h"
#include "rules/map_layout.h"
#include "support/catch.h"

using namespace lightcl;

namespace {

LayerSpec threeByThree(std::int64_t in, std::int64_t out, std::int64_t size, std::int64_t stride) {
    LayerSpec spec;
    spec.kind = LayerKind::Conv2d;
    spec.kernel = 3;
    spec.padding = 1;
    spec.stride = stride;
    spec.input = {in, size, size};
    spec.output = {out, (size + stride - 1) / stride, (size + stride - 1) / stride};
    return spec;
}

} // namespace

TEST_CASE("The gradient place by place is the convolution's") {
    for (const std::int64_t stride : {1, 2}) {
        for (const std::int64_t size : {1, 3, 4, 7, 8}) {
            CAPTURE(stride, size);
            const torch::Tensor input = torch::randn({5, 6, size, size}, torch::kFloat64);
            const torch::Tensor weight = torch::randn({7, 6, 3, 3}, torch::kFloat64).set_requires_grad(true);
            const torch::Tensor output = torch::conv2d(input, weight, {}, stride, 1);
            const torch::Tensor ofOutput = torch::randn_like(output);
            output.backward(ofOutput);
            CHECK(torch::allclose(gradientByKernelPlaces(ofOutput, input, stride, torch::kFloat64), weight.grad(),
                                  1e-12, 1e-12));
        }
    }
}

TEST_CASE("The gradient place by place comes in the type that is asked for") {
    const torch::Tensor input = torch::randn({5, 6, 4, 4}).to(torch::kBFloat16);
    const torch::Tensor ofOutput = torch::randn({5, 7, 4, 4}).to(torch::kBFloat16);
    const torch::Tensor single = gradientByKernelPlaces(ofOutput, input, 1, torch::kFloat32);
    CHECK(single.scalar_type() == torch::kFloat32);
    CHECK(torch::equal(single, gradientByKernelPlaces(ofOutput, input, 1, torch::kBFloat16).to(torch::kFloat32)));
}

TEST_CASE("A convolution of many channels on a small map has conv2d's values and gradients") {
    for (const std::int64_t stride : {1, 2}) {
        const LayerSpec spec = threeByThree(256, 256, 4 * stride, stride);
        REQUIRE(sumsKernelPlaces(spec));
        const auto gradients = [&](bool own) {
            at::manual_seed(3);
            const torch::Tensor input = torch::randn({3, 256, 4 * stride, 4 * stride}).set_requires_grad(true);
            const torch::Tensor weight = (0.05 * torch::randn({256, 256, 3, 3})).set_requires_grad(true);
            const torch::Tensor output =
                own ? convolution(input, weight, {}, spec) : torch::conv2d(input, weight, {}, stride, 1);
            (output * torch::randn_like(output)).sum().backward();
            CHECK(weight.grad().is_contiguous());
            return std::vector<torch::Tensor>{output.detach(), input.grad(), weight.grad()};
        };
        const auto own = gradients(true);
        const auto expected = gradients(false);
        for (std::size_t i = 0; i < own.size(); ++i) {
            CAPTURE(i);
            CHECK((own[i] - expected[i]).norm().item<double>() < 1e-6 * expected[i].norm().item<double>());
        }
    }
}

TEST_CASE("Kernels are summed place by place only where that is faster") {
    CHECK(sumsKernelPlaces(threeByThree(256, 512, 8, 2)));
    CHECK_FALSE(sumsKernelPlaces(threeByThree(256, 256, 8, 1)));
    CHECK_FALSE(sumsKernelPlaces(threeByThree(128, 256, 4, 1)));
    LayerSpec grouped = threeByThree(512, 512, 4, 1);
    CHECK(sumsKernelPlaces(grouped));
    grouped.groups = 512;
    CHECK_FALSE(sumsKernelPlaces(grouped));
}
