#include "data/input_pipeline.h"
#include "support/catch.h"

#include <cmath>
#include <vector>

using namespace lightcl;

namespace {

torch::Tensor somePictures() {
    at::manual_seed(5);
    return torch::randint(0, 256, {9, 3, 5, 4}).to(torch::kUInt8);
}

} // namespace

TEST_CASE("A byte becomes (b / 255 - mean) / deviation of its channel, the same bits with tensors and without") {
    const Normalisation normalisation{{0.4914, 0.4822, 0.4465}, {0.2470, 0.2435, 0.2615}};
    const InputScale scale(normalisation);
    const torch::Tensor pictures = somePictures();
    const torch::Tensor inputs = scale(pictures);
    const auto view = [](const std::vector<double>& values) {
        return torch::tensor(values, torch::kFloat64).view({1, 3, 1, 1});
    };
    const torch::Tensor expected =
        (pictures.to(torch::kFloat64) / 255 - view(normalisation.mean)) / view(normalisation.deviation);
    CHECK((inputs.to(torch::kFloat64) - expected).abs().max().item<double>() < 1e-6);
    std::vector<float> row(60);
    for (std::int64_t i = 0; i < pictures.size(0); ++i) {
        scale(pictures[i].data_ptr<std::uint8_t>(), row.data(), 60);
        CHECK(torch::equal(torch::from_blob(row.data(), {3, 5, 4}), inputs[i]));
    }
}

TEST_CASE("Without a normalisation inputs are brightnesses in [0,1]") {
    const torch::Tensor pictures = somePictures();
    CHECK(torch::equal(InputScale()(pictures), pictures.to(torch::kFloat32).mul(1.0F / 255.0F)));
    CHECK(torch::equal(InputScale(Normalisation{})(pictures), toInputs(pictures)));
}

TEST_CASE("Counted brightnesses give each channel's mean and deviation, in any parts") {
    torch::Tensor pictures = somePictures();
    pictures.select(1, 2).fill_(51);
    BrightnessCounts whole, parts;
    whole.add(pictures);
    for (const torch::Tensor& part : pictures.flip(0).split(4)) parts.add(part);
    const Normalisation found = whole.normalisation();
    CHECK(found == parts.normalisation());
    const torch::Tensor values = pictures.to(torch::kFloat64) / 255;
    for (std::int64_t channel = 0; channel < 2; ++channel) {
        const torch::Tensor plane = values.select(1, channel);
        CHECK(found.mean[static_cast<std::size_t>(channel)] == Approx(plane.mean().item<double>()));
        CHECK(found.deviation[static_cast<std::size_t>(channel)] == Approx(plane.std(false).item<double>()));
    }
    CHECK(found.mean[2] == Approx(0.2));
    CHECK(found.deviation[2] == 1); // the same everywhere: nothing to divide by
}
