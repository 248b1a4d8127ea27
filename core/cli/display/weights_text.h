#pragma once

#include "weights/weight_match.h"

#include <string>

namespace lightcl {

/// The file's format, its metadata, and a table of its tensors.
std::string weightsText(const WeightsFile& content);
/// What matched, and every tensor that has another shape, is missing, or is not used.
std::string matchText(const WeightMatch& match);

} // namespace lightcl
