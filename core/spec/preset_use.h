#pragma once

#include "catalog/preset.h"
#include "spec/experiment_spec.h"
#include "spec/raw_spec.h"

#include <string>
#include <vector>

namespace lightcl {

/// Replaces a [[method]] section's `preset` by the settings it stands for; what the section says itself comes first.
/// Throws the InputError of a name that the method has no preset by.
RawSection withPreset(RawSection method, const std::string& name);

/// The preset whose every setting the run has, of those found on its data set, or nullptr. It need not have been named.
const MethodPreset* presetUsed(const RunSpec& run);

/// Where some methods of an experiment are set as a preset of its data set and others, which have presets for it too,
/// are not: a sentence that names both, since tuned and untuned methods are compared then. Empty: nothing to say.
std::string unevenTuning(const std::vector<RunSpec>& runs);

} // namespace lightcl
