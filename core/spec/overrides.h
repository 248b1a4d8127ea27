#pragma once

#include "spec/raw_spec.h"
#include "spec/spec_file.h"

namespace lightcl {

/// Lays `--set` values over what was read. Throws InputError naming --set for a key that leads nowhere.
void applyOverrides(RawSpec& spec, const std::vector<Override>& overrides);

} // namespace lightcl
