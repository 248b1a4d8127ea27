#pragma once

#include <cstdint>

namespace lightcl {

/// When the process started, in clock ticks since the machine did; 0 when it does not exist, has ended but was not yet
/// collected by its parent, or the system does not tell.
std::int64_t processStartTicks(std::int64_t pid);

/// Whether the process with this id that started at `startTicks` still runs. A process id is given anew some day, so
/// the start time tells a worker from a stranger; 0 means that it was not known.
bool isProcessAlive(std::int64_t pid, std::int64_t startTicks);

} // namespace lightcl
