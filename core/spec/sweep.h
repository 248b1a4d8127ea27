#pragma once

#include "spec/raw_spec.h"

namespace lightcl {

/// The spec with every list that stands where a setting takes one value made into a grid: a method section for each
/// combination of a [[method]]'s lists, in the order of its keys, the last changing fastest. A list in [training] or
/// [network] goes to every method that does not set the key itself. A setting that takes a list is swept by a list of
/// lists. Throws InputError: an empty list, a value twice, more than kMostCombinations, a list in [network] beside a
/// [pretraining], which has one network.
RawSpec withListsSpread(RawSpec spec);

inline constexpr std::size_t kMostCombinations = 10'000; ///< methods that a spec may become

/// The values of a range as a spec writes it, `{ from = 0.001, to = 0.1, count = 3, scale = "log" }` or
/// `{ from = 1, to = 9, step = 2 }`: both ends are among the values (with step, the upper one where the steps meet it).
/// Integers where from, to and step are, and with count where all values are whole. Throws InputError naming `key`.
std::vector<RawEntry> rangeValues(const RawSection& range, const std::string& key);

} // namespace lightcl
