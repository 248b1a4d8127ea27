#pragma once

#include <cstdint>
#include <string>

namespace lightcl {

/// What stands in the place of a spec for a run that another program measured: a text that no program takes for a spec,
/// the same for runs that differ in the seed only.
std::string importedSpec(const std::string& name, const std::string& method, const std::string& scenario,
                         const std::string& dataset, const std::string& backbone, std::int64_t seed);

/// Whether a stored text is one of these: the run has no spec, not one that cannot be read.
bool isImportedSpec(const std::string& toml);

} // namespace lightcl
