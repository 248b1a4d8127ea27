#pragma once

#include "cost/freeze_line.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lightcl {

/// What another freeze line would change for a method.
struct FreezeAnswer {
    std::optional<FreezeLineCost> own; ///< with the line that the spec has; nothing where the advisor draws it
    FreezeLineCost asked;              ///< with the line asked for
    FreezeLineCost pretrained;         ///< the same from pretrained weights, where it holds from the first task on
};

/// Throws InputError for a stage that cannot be the last frozen one; nothing for a method that has no line.
std::optional<FreezeAnswer> freezeAnswer(const RunSpec& run, const DatasetInfo& dataset, const std::string& stage);

/// A paragraph's title and a table with a row a method: the peaks before and after the line holds, and what remains.
std::string freezeText(const std::string& stage,
                       const std::vector<std::pair<std::string, std::optional<FreezeAnswer>>>& methods);

} // namespace lightcl
