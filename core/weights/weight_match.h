#pragma once

#include "weights/network_tensors.h"
#include "weights/weights_file.h"

namespace lightcl {

/// What of a weights file a network can take.
struct WeightMatch {
    struct Pair {
        NetworkTensor target;
        const StoredTensor* stored = nullptr;
    };
    std::vector<Pair> matched;
    std::vector<Pair> otherShape;        ///< in the file, but not of the network's shape, or no floating-point numbers
    std::vector<NetworkTensor> missing;  ///< in the network, not in the file
    std::vector<std::string> unexpected; ///< in the file, not in the network

    /// Whether everything but the head matched. A head of another size starts fresh.
    [[nodiscard]] bool isUsable() const;
    /// Whether the whole head matched as well.
    [[nodiscard]] bool hasHead() const;
    /// One line: how many tensors matched, and what becomes of the head.
    [[nodiscard]] std::string summary() const;
    /// What keeps it from being usable, one line that names the first tensor, and how many more there are.
    [[nodiscard]] std::string complaint() const;
};

/// Pairs the network's tensors with the file's by networkName(). What a file says of a checkpoint beside the network
/// ("state/…") and PyTorch's counters of batches are passed over. The file must outlive the result.
WeightMatch matchWeights(const NetworkSpec& network, const WeightsFile& file);

/// "[64, 3, 3, 3]"
std::string shapeText(const std::vector<std::int64_t>& shape);

} // namespace lightcl
