#pragma once

#include "base/normalisation.h"
#include "networks/network.h"
#include "weights/weight_match.h"

#include <filesystem>

namespace lightcl {

/// What becomes of a head that the file has in the network's size.
enum class HeadUse { AsStored, Fresh };

/// Loads weights from a safetensors or torch.save file into the network, found as matchWeights() finds them,
/// whatever floating-point type they are stored in. A head of another size stays as it is; every other tensor must be
/// there in the right shape. Throws InputError naming the file and the first tensor that is missing or of another
/// shape.
/// `inputs`: how the run's are scaled, where the file must not say otherwise (requireSameNormalisation()).
void loadPretrainedWeights(Network& network, const std::filesystem::path& file, const Normalisation* inputs = nullptr,
                           HeadUse head = HeadUse::AsStored);

/// The line that says what loading the file does, see WeightMatch::summary(). Throws InputError as loading does.
std::string pretrainedSummary(const NetworkSpec& network, const std::filesystem::path& file);

} // namespace lightcl
