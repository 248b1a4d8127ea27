#pragma once

#include "remote/ssh.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace lightcl {

/// What a device tells of itself.
struct DeviceState {
    std::string architecture;     ///< as uname -m has it: "x86_64", "aarch64"
    std::string folder;           ///< the device's folder there, from /; empty: it cannot be made or entered
    bool isWritable = false;      ///< that folder, or the nearest one above it that there is
    std::int64_t freeBytes = -1;  ///< on its disk; -1: not told
    std::int64_t memoryBytes = 0; ///< of the machine; 0: not told
    std::string program;          ///< `lightcl` there: its path, from /; empty: none
    std::string version;          ///< what it says of itself: "lightcl 1.2.0", or why it does not start
    std::string workerComplaint;  ///< why `lightcl-worker` does not start; empty: it does
    std::int64_t clockAhead = 0;  ///< seconds by which its clock is ahead of this one's, at the least
    std::set<std::string> tools;  ///< of tar, sha1sum and rsync
};

/// Asks the device, in one call; nothing is changed there. Throws ConnectionError, and Error when it has no POSIX
/// shell.
DeviceState probeDevice(const Ssh& ssh);
/// What the script of probeDevice() prints, as a state.
DeviceState deviceStateOf(const std::string& printed);

/// This machine's architecture, and what `lightcl --version` prints here.
std::string ownArchitecture();
std::string ownVersion();

/// What keeps the device from training runs, a sentence each, with what mends it; none when it can.
std::vector<std::string> deviceProblems(const Device& device, const DeviceState& state);
/// What is worth knowing else, in lines "disk: 12.0 GiB free".
std::vector<std::string> deviceFacts(const DeviceState& state);

/// The same as one line, thrown as Error; nothing when there is no problem.
void requireReady(const Device& device, const DeviceState& state);

} // namespace lightcl
