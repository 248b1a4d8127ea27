#pragma once

#include "figures/run_record.h"

#include <string>
#include <vector>

namespace lightcl {

/// In what groups of runs were made otherwise, a sentence that begins with `who`: "These two differ in LibTorch
/// (1.13.1; 2.6.0)." Each group's values stand in its place, several with commas between. What is known of one group
/// alone does not count; empty when nothing differs.
std::string environmentDifference(const std::string& who,
                                  const std::vector<const std::vector<const RunRecord*>*>& groups);

} // namespace lightcl
