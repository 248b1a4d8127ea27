#pragma once

#include "base/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// Settings that somebody found best for a method on a data set, to be named in a spec instead of the defaults:
/// `preset = "split-cifar-10-200"`.
struct MethodPreset {
    std::string name;
    std::string method;                ///< the catalog's name
    std::vector<std::string> datasets; ///< that it was found on, or tried on
    std::string help;                  ///< the scenario it was found in, with its epochs and buffer
    std::string source;                ///< who found it
    Parameters settings;               ///< the method's own and training keys, those that it says
};

/// All presets, by where they come from.
const std::vector<MethodPreset>& methodPresets();

/// Those of a method.
std::vector<const MethodPreset*> presetsOf(std::string_view method);
/// The method's preset of that name, or nullptr.
const MethodPreset* methodPreset(std::string_view method, std::string_view name);

} // namespace lightcl
