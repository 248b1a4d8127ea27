#pragma once

#include "catalog/catalog.h"
#include "spec/raw_spec.h"

namespace lightcl {

/// What no single scenario setting shows: a split of the classes that does not come out, a class order that is none,
/// settings that do not go together. Throws InputError.
void checkScenarioRules(const ExperimentSpec& experiment, const RawSpec& raw, const DatasetInfo& dataset);

} // namespace lightcl
