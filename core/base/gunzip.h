#pragma once

#include <string>
#include <string_view>

namespace lightcl {

/// The content of a gzip file's bytes. Throws Error when they are none, are damaged or end early.
std::string gunzip(std::string_view packed);

} // namespace lightcl
