#pragma once

namespace lightcl {

/// Has the C library keep what is freed instead of giving it back to the system, which would hand the same pages out
/// again, cleared, a moment later: every step frees and allocates the same sizes. Large blocks scatter so that far more
/// stays resident than is in use; tensors take those from a BlockPool (tensor_memory.h). For the start of a program
/// that trains; does nothing without glibc.
void keepFreedMemory();

/// Has the C library give what it keeps back once, whole pages of it.
void giveBackFreedMemory();

} // namespace lightcl
