#pragma once

#include "spec/experiment_spec.h"
#include "spec/raw_spec.h"

namespace lightcl {

/// What the settings of [training], and those that methods put in their place, must fulfil together: momentum is SGD's
/// alone, and a warm-up ends before the task does. Throws InputError.
void checkTrainingRules(const ExperimentSpec& experiment, const RawSpec& raw);

} // namespace lightcl
