#pragma once

#include <cstdint>

namespace lightcl {

/// What this process needs of memory of its own beside all tensors of training, in bytes: what it has now, after
/// everything that is not used was given back and a small network has made a step, so that the libraries have their
/// threads and buffers; and what it grows by while it trains. To be asked before training's tensors exist.
std::int64_t processFloor(bool convolutions);

/// Has the libraries that compute make their threads and buffers. OpenBLAS maps a buffer for each thread when it first
/// multiplies matrices, and where the system refuses it tries again without end: so before any limit of the system.
void prepareLibraries();

/// What a worker grows by while it trains, beside its tensors: rows, the store's pages, a checkpoint's text, small
/// blocks that lie scattered. Measured, see docs/devices.md.
inline constexpr std::int64_t kGrowth = std::int64_t{8} << 20;
/// The same of a network with convolutions, beside it: the library's own scratch memory and the code it makes.
inline constexpr std::int64_t kGrowthOfConvolutions = std::int64_t{10} << 20;

} // namespace lightcl
