#pragma once

#include "cli/commands/spec_options.h"
#include "cli/process/train_runs.h"

#include <string>

namespace lightcl {

/// Trains the experiment on a device of the user's settings and brings its rows home as they come. Returns the exit
/// code. Throws InputError for an unknown device, an experiment that cannot be trained or needs more memory than the
/// device has; Error for a device that is not ready.
int runOnDevice(const std::string& name, const SpecOptions& spec, const TrainOptions& options, bool anyMemory,
                const Console& console);

} // namespace lightcl
