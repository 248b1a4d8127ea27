#pragma once

#include "catalog/catalog.h"
#include "spec/experiment_spec.h"

#include <string>
#include <vector>

namespace lightcl {

/// What a person should know of a run before it starts, though nothing is wrong with it; a sentence each, which names
/// the method.
std::vector<std::string> notesOf(const RunSpec& run, const DatasetInfo& dataset);

} // namespace lightcl
