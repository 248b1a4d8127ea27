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
    std::string front;                    ///< what stands before the network's names in the file: "state_dict.net."
    std::vector<std::string> otherFronts; ///< before which a whole network stands as well, best first
    std::vector<Pair> matched;
    std::vector<Pair> otherShape;       ///< in the file, but not of the network's shape, or no floating-point numbers
    std::vector<NetworkTensor> missing; ///< in the network, not in the file
    std::vector<const StoredTensor*> unexpected; ///< in the file, not in the network
    std::vector<std::string> impossible;         ///< valueComplaint() of those that would be taken
    std::string headName; ///< what the file calls the head's layer, where it is not as expected there

    /// Whether everything but the head matched, and no value is impossible. A head of another size starts fresh.
    [[nodiscard]] bool isUsable() const;
    /// Whether the whole head matched as well.
    [[nodiscard]] bool hasHead() const;
    /// One line: where the network was found, how many tensors matched, and what becomes of the head.
    [[nodiscard]] std::string summary() const;
    /// What keeps it from being usable, one line that names the first tensor, and how many more there are.
    [[nodiscard]] std::string complaint() const;
};

/// Pairs the network's tensors with the file's: with those behind the best front (see frontsOf()). A head that is not
/// found there by name is the one linear layer left in the nearest dictionary around it that has the head's inputs.
/// What a file says of a checkpoint beside the network ("state/…") and PyTorch's counters of batches are passed over.
/// The file must outlive the result.
WeightMatch matchWeights(const NetworkSpec& network, const WeightsFile& file);

/// The same of a network that is to start from the file. Throws InputError naming the file, with complaint(), when it
/// cannot.
WeightMatch requireUsableWeights(const NetworkSpec& network, const WeightsFile& content,
                                 const std::filesystem::path& file);

/// "[64, 3, 3, 3]"
std::string shapeText(const std::vector<std::int64_t>& shape);

} // namespace lightcl
