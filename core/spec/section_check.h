#pragma once

#include "catalog/catalog.h"
#include "spec/raw_spec.h"

namespace lightcl {

/// A section's settings against what the catalog knows: complete, of the right types, in range. `path` is the section's
/// name in messages. Paths become absolute. Throws InputError.
Parameters checkSection(const RawSection& section, const std::string& path, const std::vector<ParameterInfo>& known);

/// One setting; an integer becomes a number where a number is asked for.
Value checkEntry(const RawEntry& entry, const std::string& key, const ParameterInfo& info);

/// Where a setting came from, or where its section did.
const std::string& originOf(const RawSection& section, const std::string& key);

} // namespace lightcl
