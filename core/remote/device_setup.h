#pragma once

#include "remote/device_probe.h"

#include <string>
#include <vector>

namespace lightcl {

/// Copies this build's `lightcl` and `lightcl-worker` into the folder bin of the device's folder, those that are there
/// already left alone. Returns what was done, a sentence each. Throws Error, before anything is copied, for a device of
/// another architecture or one whose folder cannot be written; ConnectionError.
std::vector<std::string> setUpDevice(const Ssh& ssh, const DeviceState& state);

} // namespace lightcl
