#pragma once

#include "spec/raw_spec.h"

#include <string>

namespace lightcl {

/// What a spec says of the selection, its keys as they are written: nothing where none is made.
Parameters selectionParameters(const Selection& selection);

/// Of the keys in front of the sections. Throws InputError for a value that no such key can have.
Selection checkSelection(const RawSection& top);

/// Throws InputError where an experiment's file asks for trials by itself: they are made from a grid.
void requireNoTrial(const ExperimentSpec& experiment, const std::string& file);

} // namespace lightcl
