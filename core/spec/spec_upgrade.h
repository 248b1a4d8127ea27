#pragma once

#include <string>

namespace lightcl {

/// A run's spec as the workbench itself wrote it, an earlier release perhaps: with what settings that it does not name
/// meant then, where the default is another now. The store's migrations say the same of the specs they hold.
std::string upgradedSpec(std::string toml);

} // namespace lightcl
