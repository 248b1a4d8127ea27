#pragma once

#include "text/program_help.h"

#include <string>

namespace lightcl {

/// What help texts mean by the name of a value: "a|b" the words a and b, FILE, DIR, IN, OUT and names with an ending
/// (SPEC.toml) such files, METHOD, DATASET, BACKBONE, METRIC and KEY those that exist, KEY=VALUE the keys of a spec's
/// sections.
HelpValue helpValue(const std::string& name);

} // namespace lightcl
