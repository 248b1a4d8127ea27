#pragma once

#include "catalog/catalog.h"
#include "spec/experiment_spec.h"
#include "spec/raw_spec.h"

namespace lightcl {

/// The [pretraining] section, complete: training keys that it leaves out are those of `experiment`'s [training], a
/// number of classes is written as the list of the first ones. Throws InputError.
Parameters checkPretraining(const RawSection& section, const ExperimentSpec& experiment);

/// What no single setting shows: classes that are not there or that the scenario learns as well, a data set whose
/// images do not fit the network, inputs whose scale only the scenario's first task tells. Throws InputError.
void checkPretrainingRules(const ExperimentSpec& experiment, const RawSpec& raw, const DatasetInfo& dataset);

} // namespace lightcl
