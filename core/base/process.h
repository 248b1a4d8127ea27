#pragma once

#include <cstdint>
#include <string>

namespace lightcl {

/// When the process started, in clock ticks since the machine did; 0 when it does not exist, has ended but was not yet
/// collected by its parent, or the system does not tell.
std::int64_t processStartTicks(std::int64_t pid);

/// Whether the process with this id that started at `startTicks` still runs. A process id is given anew some day, so
/// the start time tells a worker from a stranger; 0 means that it was not known.
bool isProcessAlive(std::int64_t pid, std::int64_t startTicks);

/// Whether this process was started to ignore the signal, as nohup asks for SIGHUP.
bool isSignalIgnored(int number);

/// For the process's whole life: writing beyond the limit on file size is an error like a full disk, not its end.
void outliveFileSizeLimit();

/// Where process ids mean what they mean to this process, "HOST BOOT NAMESPACE": the machine's name and id, the id of
/// its boot, the space of process ids (a container has its own). "-" for what the system does not tell.
std::string processPlace();

/// A process as another one may have written it down: on another machine, before a restart, in another container.
struct ProcessIdentity {
    std::int64_t pid = 0;
    std::int64_t startTicks = 0; ///< as processStartTicks(); 0: not known
    std::string place;           ///< as processPlace(); empty: not known, taken for here

    /// The identity that a process of this place has.
    static ProcessIdentity of(std::int64_t pid);
    /// The machine's name, for people; empty when it is not known.
    [[nodiscard]] std::string host() const;
};

/// `Elsewhere`: on another machine or in another container, whose processes cannot be looked at from here.
enum class ProcessLife { Gone, Alive, Elsewhere };

/// `here`: the place from which it is looked at. A process of this machine's earlier boot is gone.
ProcessLife lifeOf(const ProcessIdentity& process, const std::string& here = processPlace());

} // namespace lightcl
