#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// Insertions, deletions and replacements of single bytes that turn one into the other.
std::size_t editDistance(std::string_view from, std::string_view to);

/// The candidate with the smallest edit distance, the first of equals; empty when there are no candidates.
std::string nearestName(std::string_view name, const std::vector<std::string>& candidates);

/// nearestName() where it may be what was meant: no more than two edits away, or a third of the last part (after a dot)
/// of a longer name. Else empty: a hint at something unlike what was written misleads.
std::string similarName(std::string_view name, const std::vector<std::string>& candidates);

} // namespace lightcl
