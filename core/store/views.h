#pragma once

#include <string>

namespace lightcl {

/// The SQL that creates every view of the current schema version; docs/schema.md describes them.
std::string viewsSql();

} // namespace lightcl
