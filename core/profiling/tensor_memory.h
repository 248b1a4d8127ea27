#pragma once

#include <cstdint>

namespace lightcl {

/// From now on LibTorch's tensors on the processor take large blocks from a BlockPool and small ones from the C
/// library, and the C library keeps what is freed of those (see heap.h). For the start of a program that trains.
/// Tensors that exist already are not affected. What a MemoryLedger sees stays the same. Does nothing in a build with
/// the address sanitizer, which would not see what is wrong with pooled memory.
void poolTensorMemory();

/// From now on the pool holds no more than this, as BlockPool::setLimit() has it.
void limitPooledMemory(std::int64_t bytes);

/// Gives back to the system what neither a tensor nor anything else uses: what the pool keeps, and what the C library
/// does.
void releaseUnusedMemory();

} // namespace lightcl
