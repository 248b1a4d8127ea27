#pragma once

namespace lightcl {

/// Layer-metric rows a second into a new store in the temporary folder, flushed every 4,096 (median of rounds).
double storeRowsPerSecond();

} // namespace lightcl
