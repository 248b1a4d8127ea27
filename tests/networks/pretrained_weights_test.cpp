#include "base/error.h"
#include "engine/engine_fixture.h"
#include "networks/pretrained_weights.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/places.h"
#include "support/temporary_folder.h"

#include <fmt/format.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A file of tests/support/files, see make_torch_files.py there.
std::filesystem::path dataFile(const std::string& name) {
    return sourceFolder() / "tests/support/files" / name;
}

torch::Tensor asTensor(const StoredTensor& stored) {
    return torch::from_blob(const_cast<std::byte*>(stored.first()), stored.shape, stored.strides).clone();
}

/// The network's tensors under a prefix, as a file of that type.
void writeNetwork(const std::filesystem::path& file, const Network& network, const std::string& prefix,
                  torch::Dtype dtype) {
    TensorFile content;
    for (const auto& [name, tensor] : copyOf(network)) content.tensors[prefix + name] = tensor.to(dtype);
    writeTensorFile(file, content);
}

} // namespace

TEST_CASE("A network that PyTorch saved gives the logits that it gave there") {
    const WeightsFile sample = readWeightsFile(dataFile("resnet18-width2-case.pt"));
    REQUIRE(sample.tensors.size() == 2);
    Network network = madeUpNetwork(resnet18({3, 16, 16}, 10, 2));
    loadPretrainedWeights(network, dataFile("resnet18-width2.pt"));
    at::NoGradGuard noGradient;
    const torch::Tensor logits = network.forward(asTensor(sample.tensors[0]), NormMode::Evaluation);
    const torch::Tensor expected = asTensor(sample.tensors[1]);
    CHECK(expected.std().item<double>() > 0.01);
    CHECK((logits - expected).abs().max().item<double>() < 1e-5);
    CHECK(pretrainedSummary(network.spec(), dataFile("resnet18-width2.pt")) ==
          "102 of 102 tensors matched, the head as well");
}

TEST_CASE("A head of another size stays as it was drawn, the rest is loaded") {
    Network network = madeUpNetwork(resnet18({3, 16, 16}, 4, 2));
    const auto before = copyOf(network);
    loadPretrainedWeights(network, dataFile("resnet18-width2.pt"));
    const auto after = copyOf(network);
    for (const auto& [name, tensor] : before) {
        CAPTURE(name);
        CHECK(torch::equal(after.at(name), tensor) == name.starts_with("fc."));
    }
    CHECK(contains(pretrainedSummary(network.spec(), dataFile("resnet18-width2.pt")), "the head starts fresh"));
}

TEST_CASE("Weights of another width are refused by the tensor's name, and change nothing") {
    Network network = madeUpNetwork(resnet18({3, 16, 16}, 10, 3));
    const auto before = copyOf(network);
    const auto file = dataFile("resnet18-width2.pt");
    const auto message = messageOf<InputError>([&] { loadPretrainedWeights(network, file); });
    CHECK(message.starts_with(file.string() +
                              ": conv1.weight: expected a tensor of shape [3, 3, 3, 3], found [2, 3, 3, 3]"));
    CHECK(sameTensors(copyOf(network), before));
    CHECK_THROWS_AS(pretrainedSummary(network.spec(), file), InputError);
}

TEST_CASE("A checkpoint's network and weights of half precision are loaded for every backbone") {
    const TemporaryFolder folder;
    const auto file = folder / "w.safetensors";
    for (const NetworkSpec& spec : smallNetworks()) {
        CAPTURE(spec.backbone);
        const Network source = madeUpNetwork(spec, 1);
        Network target = madeUpNetwork(spec, 2);
        writeNetwork(file, source, "state/network/", torch::kFloat32);
        loadPretrainedWeights(target, file);
        CHECK(sameTensors(copyOf(target), copyOf(source)));

        writeNetwork(file, source, "module.", torch::kBFloat16);
        loadPretrainedWeights(target, file);
        for (const auto& [name, tensor] : copyOf(source)) {
            CHECK(torch::equal(copyOf(target).at(name), tensor.to(torch::kBFloat16).to(torch::kFloat32)));
        }
    }
}
