#pragma once

#include "spec/experiment_spec.h"

#include <QString>

namespace lightcl {

/// The quick start (experiments/quickstart.toml), which the program carries within itself.
ExperimentSpec quickStartExperiment();

/// The database that the quick start once made, copied from within the program to the user's data folder unless it is
/// there already; returns its path. Throws Error when it cannot be written.
QString sampleDatabase();

} // namespace lightcl
