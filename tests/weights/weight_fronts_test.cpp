#include "backbones/backbones.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "weights/weight_match.h"
#include "weights/weights_fixture.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

const NetworkSpec kNet = resnet18({3, 32, 32}, 10, 2);

/// The network's tensors behind a front, with `change` applied to each name.
template <typename Change>
void append(WeightsFile& content, const std::string& front, Change&& change) {
    for (StoredTensor& tensor : weightsFor(kNet).tensors) {
        tensor.name = front + change(tensor.name);
        content.tensors.push_back(std::move(tensor));
    }
}
void append(WeightsFile& content, const std::string& front) {
    append(content, front, [](const std::string& name) { return name; });
}

std::string replaced(std::string name, const std::string& from, const std::string& to) {
    const auto place = name.find(from);
    return place == std::string::npos ? name : name.replace(place, from.size(), to);
}

} // namespace

TEST_CASE("A front that all names share is taken off, whatever it is") {
    for (const std::string front : {"module.", "_orig_mod.", "model.", "net.", "backbone.", "model.module._orig_mod.",
                                    "state_dict.convnet.", "0.a b.", "state/network/", "layer1.", "fc."}) {
        CAPTURE(front);
        WeightsFile content{"torch", {}, {}, {}};
        content.tensors.push_back(countingTensor("best_acc", {}));
        append(content, front);
        const WeightMatch match = matchWeights(kNet, content);
        CHECK(match.isUsable());
        CHECK(match.hasHead());
        CHECK(match.front == front);
        CHECK(match.summary() ==
              "below \"" + front + "\": 102 of 102 tensors matched, the head as well; 1 of the file not used");
    }
}

TEST_CASE("What wraps single modules is left out inside names") {
    WeightsFile content{"torch", {}, {}, {}};
    append(content, "", [](const std::string& name) {
        return replaced(replaced(name, "layer1.", "layer1._orig_mod."), "layer2.0.", "layer2.0.module.");
    });
    CHECK(matchWeights(kNet, content).summary() == "102 of 102 tensors matched, the head as well");
    // As torch.save(model) nests them.
    content.tensors.clear();
    append(content, "", [](const std::string& name) {
        std::string nested = "_modules.";
        for (const char c : name) nested += c == '.' ? std::string("._modules.") : std::string(1, c);
        return replaced(nested, "_modules.running", "_buffers.running");
    });
    const WeightMatch match = matchWeights(kNet, content);
    CHECK(match.matched.size() == 102);
    CHECK(match.front == "_modules.");
}

TEST_CASE("Of copies the plain one is taken, then the shorter front, then the first; the others are told") {
    WeightsFile content{"torch", {}, {}, {}};
    append(content, "model_ema.module.");
    append(content, "old_net.");
    append(content, "model.");
    append(content, "other.net.");
    append(content, "again.");
    const WeightMatch match = matchWeights(kNet, content);
    CHECK(match.front == "model.");
    CHECK(match.otherFronts == std::vector<std::string>{"again.", "other.net.", "old_net.", "model_ema.module."});
    CHECK(contains(match.summary(), R"(whole networks stand below "again.", "other.net.", "old_net." and 1 more)"));
}

TEST_CASE("A network that fits goes before one of more names that does not") {
    WeightsFile content{"torch", {}, {}, {}};
    for (StoredTensor& tensor : weightsFor(resnet18({3, 32, 32}, 10, 4)).tensors) {
        tensor.name = "teacher." + tensor.name;
        content.tensors.push_back(std::move(tensor));
    }
    append(content, "a.student.");
    content.tensors.resize(content.tensors.size() - 2); // without its head
    const WeightMatch match = matchWeights(kNet, content);
    CHECK(match.front == "a.student.");
    CHECK(match.isUsable());
    CHECK_FALSE(match.hasHead());
}

TEST_CASE("A head of another name or place is the one linear layer that has its inputs") {
    const auto withHead = [](const std::string& head, std::int64_t outputs) {
        WeightsFile content{"torch", {}, {}, {}};
        append(content, "net.convnet.");
        content.tensors.resize(content.tensors.size() - 2);
        content.tensors.push_back(countingTensor(head + ".weight", {outputs, 16}));
        content.tensors.push_back(countingTensor(head + ".bias", {outputs}));
        return content;
    };
    for (const std::string head : {"net.convnet.classifier", "net.fc", "logits"}) {
        CAPTURE(head);
        const WeightsFile content = withHead(head, 10);
        CHECK(matchWeights(kNet, content).summary() ==
              "below \"net.convnet.\": 102 of 102 tensors matched, the head as well, from " + head);
    }
    const WeightsFile other = withHead("net.fc", 7);
    CHECK(contains(matchWeights(kNet, other).summary(),
                   "the head starts fresh: net.fc.weight is [7, 16] in the file and [10, 16] here"));
    WeightsFile two = withHead("net.fc", 10);
    two.tensors.push_back(countingTensor("net.again.weight", {10, 16}));
    two.tensors.push_back(countingTensor("net.again.bias", {10}));
    CHECK(contains(matchWeights(kNet, two).summary(), "the head, which the file lacks, starts fresh"));
}

TEST_CASE("A tensor of a type that is not known is refused only where the network needs it") {
    WeightsFile content{"torch", {}, {}, {}};
    append(content, "");
    StoredTensor foreign = countingTensor("scale", {2});
    foreign.type = ElementType::Foreign;
    foreign.foreignType = "U16";
    foreign.storage = nullptr;
    content.tensors.push_back(foreign);
    CHECK(matchWeights(kNet, content).isUsable());
    foreign.name = "conv1.weight";
    content.tensors[0] = foreign;
    CHECK(matchWeights(kNet, content).complaint() ==
          "conv1.weight: expected a tensor of shape [2, 3, 3, 3], found [2] of type U16");
}

TEST_CASE("A file with nothing of the network says what it has instead") {
    WeightsFile content{"torch", {}, {}, {}};
    for (int i = 0; i < 50; ++i) content.tensors.push_back(countingTensor("x" + std::to_string(i), {1}));
    CHECK(matchWeights(kNet, content).complaint() ==
          "expected tensors by the network's names, as conv1.weight, found 50 others: x0, x1, x2, …");
}
