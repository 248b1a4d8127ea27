#pragma once

namespace lightcl {

/// What the memory ledger adds to one allocation or release on this machine, in seconds: the difference of timing small
/// allocations with and without a recording. Takes about a millisecond.
double ledgerSecondsPerEvent();

} // namespace lightcl
