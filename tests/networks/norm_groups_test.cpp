#include "networks/norm_groups.h"
#include "support/catch.h"

using namespace lightcl;

namespace {

NormTensors someNorm(std::int64_t channels) {
    return {torch::rand({channels}) + 0.5, torch::randn({channels}), torch::zeros({channels}), torch::ones({channels})};
}

} // namespace

TEST_CASE("Batch-norm apart gives what two batches give, the later rows first") {
    at::manual_seed(3);
    for (const bool channelsLast : {false, true}) {
        CAPTURE(channelsLast);
        torch::Tensor input = torch::randn({7, 5, 4, 4});
        if (channelsLast) input = input.contiguous(at::MemoryFormat::ChannelsLast);
        const torch::Tensor given = torch::randn_like(input);
        NormTensors norm = someNorm(5);
        NormTensors plain{norm.scale.clone(), norm.shift.clone(), norm.runningMean.clone(),
                          norm.runningVariance.clone()};
        for (const torch::Tensor& tensor : {norm.scale, norm.shift, plain.scale, plain.shift})
            torch::Tensor(tensor).requires_grad_(true);
        const torch::Tensor x = input.clone().requires_grad_(true);
        const torch::Tensor y = input.clone().requires_grad_(true);
        const torch::Tensor made = batchNormApart(x, norm, {4});
        made.backward(given);
        const auto half = [&](std::int64_t first, std::int64_t end) {
            return torch::batch_norm(y.slice(0, first, end), plain.scale, plain.shift, plain.runningMean,
                                     plain.runningVariance, true, 0.1, 1e-5, false);
        };
        const torch::Tensor later = half(4, 7);
        const torch::Tensor both = torch::cat({half(0, 4), later});
        both.backward(given);
        CHECK(torch::allclose(made, both, 1e-5, 1e-6));
        CHECK(torch::allclose(x.grad(), y.grad(), 1e-4, 1e-5));
        CHECK(torch::allclose(norm.scale.grad(), plain.scale.grad(), 1e-4, 1e-5));
        CHECK(torch::allclose(norm.shift.grad(), plain.shift.grad(), 1e-4, 1e-5));
        CHECK(torch::equal(norm.runningMean, plain.runningMean));
        CHECK(torch::equal(norm.runningVariance, plain.runningVariance));
    }
}

TEST_CASE("One value a channel moves the running mean and leaves the variance, which it does not have") {
    for (const std::int64_t first : {0, 1}) {
        CAPTURE(first);
        const NormTensors norm = someNorm(3);
        // One row, or two of which each is a group of its own.
        const torch::Tensor input = torch::full({1 + first, 3, 1, 1}, 2.0);
        const NormedRows made = normedRows(input, norm, {first});
        CHECK(torch::allclose(made.values, norm.shift.view({1, 3, 1, 1}).expand_as(input), 1e-3, 1e-3));
        CHECK(torch::equal(norm.runningVariance, torch::ones({3})));
        CHECK(norm.runningMean.min().item<double>() > 0.19);
    }
}
