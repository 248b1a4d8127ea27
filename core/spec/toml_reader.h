#pragma once

#include "spec/raw_spec.h"

#include <string>
#include <string_view>

namespace lightcl {

/// TOML as a raw spec. Throws InputError for text that is no TOML, and for unknown or malformed sections.
RawSpec readToml(std::string_view text, const std::string& source);

/// One TOML value, of the setting `key`; text that is no TOML value is taken as it stands. Throws InputError for a
/// range that is none.
RawEntry readTomlValue(const std::string& text, const std::string& origin, const std::string& key);

} // namespace lightcl
