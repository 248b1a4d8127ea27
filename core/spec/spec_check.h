#pragma once

#include "spec/raw_spec.h"

namespace lightcl {

/// A raw spec's keys and values against the catalog, each for itself. Throws InputError.
ExperimentSpec checkSections(const RawSpec& raw);

/// The same, and its settings against each other. Throws InputError.
ExperimentSpec checkSpec(const RawSpec& raw);

/// What no single setting shows: a split that does not come out, a class order that is none, a method that refuses the
/// scenario, inputs too small for the backbone. Throws InputError.
void checkRules(const ExperimentSpec& experiment, const RawSpec& raw);

} // namespace lightcl
