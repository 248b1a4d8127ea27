#pragma once

#include "figures/run_record.h"

#include <cstddef>
#include <string>
#include <vector>

namespace lightcl {

/// A text that may stand at a place of an expression, and what it means.
struct FilterSuggestion {
    std::string text;
    std::string help;
    bool operator==(const FilterSuggestion&) const = default;
};

/// What may stand at a place of an expression (compare/run_filter.h), and which part of it stands there already.
struct FilterCompletion {
    std::size_t begin = 0; ///< bytes that a suggestion takes the place of: from here
    std::size_t end = 0;   ///< up to here
    bool isWhole = false;  ///< what stands there may be meant as it is
    std::vector<FilterSuggestion> suggestions;
};

/// What may stand where the cursor is (bytes from the beginning), beginning with what is written before it: keys,
/// operators, the values that occur in the runs and methods of the catalog, or how it goes on. Nothing after what is no
/// expression.
FilterCompletion completeFilter(const std::string& expression, std::size_t cursor,
                                const std::vector<const RunRecord*>& runs);

} // namespace lightcl
