#include "weights/network_export.h"

#include "base/error.h"
#include "weights/network_tensors.h"
#include "weights/safetensors_writer.h"
#include "weights/torch_file_writer.h"
#include "weights/weights_file.h"

#include <algorithm>
#include <fmt/format.h>

namespace lightcl {

namespace {

constexpr std::string_view kNetworkPart = "state/network/";

/// The network's tensors, in its order; what its description does not know (a method may add to it) comes last.
std::vector<TensorView> networkViews(const WeightsFile& checkpoint, const NetworkSpec& network) {
    std::map<std::string, std::size_t> places;
    for (const NetworkTensor& tensor : tensorsOf(network)) places.emplace(tensor.name, places.size());
    std::vector<TensorView> views;
    for (const StoredTensor& tensor : checkpoint.tensors) {
        if (!tensor.name.starts_with(kNetworkPart)) continue;
        views.push_back(tensor.view());
        views.back().name.erase(0, kNetworkPart.size());
    }
    const auto place = [&](const TensorView& view) {
        const auto found = places.find(view.name);
        return found == places.end() ? places.size() : found->second;
    };
    std::stable_sort(views.begin(), views.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
    return views;
}

} // namespace

void requireExportName(const std::filesystem::path& file) {
    if (file.extension() == ".safetensors" || file.extension() == ".pt") return;
    throw InputError(fmt::format("{}: expected a name that ends with .safetensors or .pt", file.string()));
}

std::size_t exportNetwork(const std::filesystem::path& checkpoint, const NetworkSpec& network,
                          const std::map<std::string, std::string>& metadata, const std::filesystem::path& file) {
    requireExportName(file);
    const WeightsFile content = readWeightsFile(checkpoint);
    std::vector<TensorView> views = networkViews(content, network);
    if (views.empty()) throw InputError(fmt::format("{}: expected a run's checkpoint", checkpoint.string()));
    for (TensorView& view : views) view.name = torchvisionName(view.name, network);
    if (file.extension() == ".pt") {
        writeTorchFile(file, metadata, views);
    } else {
        writeSafetensors(file, metadata, views);
    }
    return views.size();
}

} // namespace lightcl
