#pragma once

#include "compare/run_key.h"
#include "figures/run_record.h"

#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// What runs were about: those of one key can be ranked among each other.
struct RunBlock {
    std::string key;
    std::string label; ///< "fashion-mnist", "mnist (tasks = 10)", or the value of a key
};

/// Of each run its data set and scenario with all the scenario's settings, named by the data set and by what tells it
/// from the data set's other scenarios; or the value of `across`. Of imported runs only the names are known, and no run
/// with a spec shares their block. Throws InputError when `across` is a result.
std::vector<RunBlock> runBlocks(const std::vector<const RunRecord*>& runs, const std::optional<RunKey>& across);

/// What each run is called among runs of several data sets: its method, with those of the method's own settings that
/// differ between runs of that method. Imported runs bear their name where it tells them apart.
std::vector<std::string> methodLabels(const std::vector<const RunRecord*>& runs);

} // namespace lightcl
