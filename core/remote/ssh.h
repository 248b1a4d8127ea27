#pragma once

#include "base/error.h"
#include "remote/child.h"
#include "remote/device.h"

#include <string>
#include <vector>

namespace lightcl {

/// What keeps a device from being reached, in one line: no ssh here, an unknown name, nobody listening, a wrong host
/// key, a password that would be asked for, a connection that broke. The device itself may be well.
class ConnectionError : public Error {
public:
    using Error::Error;
};

/// A device's shell, by OpenSSH's client. It never asks for anything and never waits for ever: batch mode, a limit on
/// connecting, signs of life; one connection is shared by the calls of a minute.
class Ssh {
public:
    explicit Ssh(Device device) : device_(std::move(device)) {}

    [[nodiscard]] const Device& device() const { return device_; }
    /// ssh's arguments before the destination, its name first, for programs that start ssh themselves too.
    [[nodiscard]] std::vector<std::string> client() const;
    /// The arguments that run a script of a POSIX shell there, whatever the user's login shell is.
    [[nodiscard]] std::vector<std::string> arguments(const std::string& script) const;

    /// Runs the script and waits for its end, however it ended there. Throws ConnectionError.
    [[nodiscard]] ChildEnd run(const std::string& script, const ChildFiles& files = {}) const;
    /// The same behind other programs, which write what the script reads.
    [[nodiscard]] ChildEnd runBehind(std::vector<std::vector<std::string>> programs, const std::string& script,
                                     const ChildFiles& files = {}) const;
    /// What a script prints that must succeed. Throws Error that says what it was for and what was complained there.
    std::string output(const std::string& script, const std::string& purpose, const ChildFiles& files = {}) const;

private:
    void requireConnection(const ChildEnd& end) const;

    Device device_;
};

/// What ssh's own complaint means for the user, with the device's name before it.
std::string connectionComplaint(const Device& device, const std::string& words);

} // namespace lightcl
