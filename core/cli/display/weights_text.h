#pragma once

#include "weights/weight_match.h"

#include <string>

namespace lightcl {

/// Names that are listed unless all are asked for.
inline constexpr std::size_t kListedNames = 20;

/// The file's format, its metadata, a table of its tensors, what was passed over, and values that no network can hold.
/// At most kListedNames lines of names unless `all`.
std::string weightsText(const WeightsFile& content, bool all);
/// What a network that starts from the file would take from where and why, and what would be left: tensors of another
/// shape, missing ones and unused ones, at most kListedNames lines of names in total unless `all`.
std::string matchText(const WeightMatch& match, const WeightsFile& content, bool all);

/// valueComplaint() of every tensor that has one.
std::vector<std::string> impossibleValues(const WeightsFile& content);

} // namespace lightcl
