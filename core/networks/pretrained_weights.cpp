#include "networks/pretrained_weights.h"

#include "base/error.h"
#include "checkpoint/tensor_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lightcl {

namespace {

const torch::Tensor* find(const TensorFile& file, const std::string& name) {
    for (const char* prefix : {"", "state/network/", "network/"}) {
        const auto found = file.tensors.find(prefix + name);
        if (found != file.tensors.end()) return &found->second;
    }
    return nullptr;
}

} // namespace

void loadPretrainedWeights(Network& network, const std::filesystem::path& file) {
    const TensorFile content = readTensorFile(file);
    std::vector<NamedTensor> wanted = network.parameters();
    for (const NamedTensor& buffer : network.buffers()) wanted.push_back(buffer);
    torch::NoGradGuard noGradient;
    for (const NamedTensor& target : wanted) {
        const torch::Tensor* stored = find(content, target.name);
        const bool head = target.stage + 1 == network.stageCount();
        const bool fits = stored && stored->sizes() == target.tensor.sizes();
        if (fits) {
            torch::Tensor tensor = target.tensor;
            tensor.copy_(*stored);
        } else if (!head) {
            throw InputError(fmt::format("{}: {}: expected a tensor of shape [{}], found {}", file.string(),
                                         target.name, fmt::join(target.tensor.sizes(), ", "),
                                         stored ? fmt::format("[{}]", fmt::join(stored->sizes(), ", ")) : "none"));
        }
    }
}

} // namespace lightcl
