#pragma once

namespace lightcl {

/// Processor cores that this process may use; at least 1.
int usableCores();

} // namespace lightcl
