#pragma once

namespace lightcl {

/// Has the C library keep what tensors free instead of giving it back to the system, which would hand the same pages
/// out again, cleared, a moment later: every step frees and allocates the same sizes. The most memory that is resident
/// stays what it was. For the start of a program that trains; does nothing without glibc.
void keepFreedMemory();

} // namespace lightcl
