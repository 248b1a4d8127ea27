#pragma once

#include <map>
#include <string>
#include <string_view>

namespace lightcl {

/// The entries of a Python dictionary as str() writes it, values as texts: strings without their quotes, everything
/// else as it stands (numbers, None, lists, device(type='cpu')). Nothing is evaluated. Throws InputError that says at
/// which column what was expected.
std::map<std::string, std::string> pythonDictionary(std::string_view text);

} // namespace lightcl
