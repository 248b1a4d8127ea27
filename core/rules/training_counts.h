#pragma once

#include "spec/settings.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lightcl {

/// Of the `probes` images that are set aside of a task, taken from the ends of its `classes` classes in turn, how many
/// come from the class at `place` (from 0) among them.
std::int64_t probesOfClass(std::int64_t probes, std::int64_t place, std::int64_t classes);

/// Of a class of a task, how many of the images that are left to train on (train_fraction and the probes are taken off)
/// are held out to choose a setting by: heldOutOf(left, share), at least one of two or more, never all.
std::int64_t validationImages(std::int64_t left, double share);
/// Throws InputError naming selection_share where a task, from 1, holds out `images` of 0.
void requireValidation(std::int64_t task, std::int64_t images, double share);

/// Throws InputError, one line that names the key, unless every class that is used has an image left to train on beside
/// the task's probes. `trainCounts` are each class's training images, `classNames` their names, or none where these are
/// not known. Classes without any training image are passed over.
void checkTrainingCounts(const ScenarioSettings& scenario, const std::vector<std::int64_t>& trainCounts,
                         const std::vector<std::string>& classNames, std::int64_t probesPerTask);

} // namespace lightcl
