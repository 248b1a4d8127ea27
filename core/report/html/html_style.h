#pragma once

#include <string_view>

namespace lightcl {

/// The style sheet of HTML reports.
std::string_view htmlStyle();

} // namespace lightcl
