#pragma once

#include "base/normalisation.h"
#include "weights/weights_file.h"

namespace lightcl {

/// Under which a weights file's metadata says how the inputs were scaled that the network learnt from.
inline constexpr const char* kNormalisationKey = "normalisation";

/// Throws InputError, one line that says what scenario.normalise should be, when the file says that its network learnt
/// from inputs of another scale. A file that says nothing (another program's) is taken as it is.
void requireSameNormalisation(const Normalisation& run, const WeightsFile& content, const std::filesystem::path& file);

} // namespace lightcl
