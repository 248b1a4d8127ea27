#pragma once

#include <cstdint>

namespace lightcl {

/// The largest resident memory this process has had (VmHWM), in bytes; 0 where the system does not say.
std::int64_t peakResidentBytes();

/// What this process has asked for as its own, touched or not (VmData), in bytes: what RLIMIT_DATA limits. 0 where the
/// system does not say.
std::int64_t dataBytes();

/// What of this process is in memory now, in bytes: its own (heap, stacks), and what stands for files and shared memory
/// (programs and libraries, mapped image and feature caches), which the system takes back when it needs room.
struct ResidentBytes {
    std::int64_t anonymous = 0;
    std::int64_t fileBacked = 0;

    [[nodiscard]] std::int64_t total() const { return anonymous + fileBacked; }
};

/// RssAnon, and RssFile with RssShmem; 0 where the system does not say. Takes some 50 microseconds.
ResidentBytes residentBytes();

} // namespace lightcl
