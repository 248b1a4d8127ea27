// A hidden test: experiments/pytorch-logits/make.py makes its files.
#include "engine/engine_fixture.h"
#include "networks/pretrained_weights.h"
#include "support/catch.h"

#include <cstdlib>
#include <filesystem>

using namespace lightcl;
using namespace lightcl::test;

namespace {

torch::Tensor caseTensor(const WeightsFile& content, const std::string& name) {
    for (const StoredTensor& stored : content.tensors) {
        if (stored.name != name) continue;
        return torch::from_blob(const_cast<std::byte*>(stored.first()), stored.shape, stored.strides).clone();
    }
    FAIL("no tensor " + name);
    return {};
}

double largestDifference(const std::filesystem::path& folder, const NetworkSpec& spec) {
    const WeightsFile sample = readWeightsFile(folder / (spec.backbone + "-case.pt"));
    Network network = madeUpNetwork(spec);
    loadPretrainedWeights(network, folder / (spec.backbone + ".pt"));
    at::NoGradGuard noGradient;
    const torch::Tensor logits = network.forward(caseTensor(sample, "input"), NormMode::Evaluation);
    const torch::Tensor expected = caseTensor(sample, "logits");
    CHECK(expected.std().item<double>() > 0.01);
    const auto difference = (logits - expected).abs().max().item<double>();
    WARN(spec.backbone << ": " << expected.size(0) << " photographs, largest difference " << difference);
    return difference;
}

} // namespace

TEST_CASE("Photographs give the logits that PyTorch gave", "[.pytorch-logits]") {
    const char* folder = std::getenv("LIGHTCL_PYTORCH_LOGITS");
    REQUIRE(folder != nullptr);
    CHECK(largestDifference(folder, resnet18({3, 32, 32}, 10, 64)) < 1e-5);
    CHECK(largestDifference(folder, mobilenetV2({3, 96, 96}, 10, 1.0)) < 1e-5);
}
