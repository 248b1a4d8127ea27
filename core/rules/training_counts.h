#pragma once

#include "spec/settings.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lightcl {

/// Of the `probes` images that are set aside of a task, taken from the ends of its `classes` classes in turn, how many
/// come from the class at `place` (from 0) among them.
std::int64_t probesOfClass(std::int64_t probes, std::int64_t place, std::int64_t classes);

/// Throws InputError, one line that names the key, unless every class that is used has an image left to train on beside
/// the task's probes. `trainCounts` are each class's training images, `classNames` their names, or none where these are
/// not known. Classes without any training image are passed over.
void checkTrainingCounts(const ScenarioSettings& scenario, const std::vector<std::int64_t>& trainCounts,
                         const std::vector<std::string>& classNames, std::int64_t probesPerTask);

} // namespace lightcl
