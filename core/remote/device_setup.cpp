#include "remote/device_setup.h"

#include "base/units.h"
#include "remote/parcel.h"
#include "running/worker_launch.h"
#include "text/printable.h"
#include "text/shell_words.h"

#include <filesystem>
#include <fmt/format.h>
#include <system_error>

namespace lightcl {

namespace {

void requireRoomForPrograms(const Device& device, const DeviceState& state) {
    if (state.architecture != ownArchitecture())
        throw Error(fmt::format("device {}: it is {}, and this build is for {}: install the package for {} there",
                                device.name, printable(state.architecture), ownArchitecture(),
                                printable(state.architecture)));
    if (state.folder.empty())
        throw Error(
            fmt::format("device {}: its folder {} cannot be made or entered there", device.name, device.folder));
    if (!state.isWritable)
        throw Error(fmt::format("device {}: its folder {} cannot be written there: it is read-only", device.name,
                                state.folder));
}

/// The sentence that says what was done.
std::string copyProgram(const Ssh& ssh, const DeviceState& state, const std::filesystem::path& program,
                        const std::string& name) {
    std::error_code error;
    const auto file = std::filesystem::canonical(program, error);
    if (error) throw Error(fmt::format("{}: cannot be read: {}", program.string(), error.message()));
    const Parcel parcel = fileParcel(file);
    const std::string target = shellQuoted(state.folder + "/bin/" + name);
    const std::string part = shellQuoted(fmt::format("{}/bin/.{}.part", state.folder, name));
    const std::string& digest = parcel.files.front().sha1;
    const std::string there = ssh.output(fmt::format("sha1sum -- {} 2>/dev/null || true", target), "cannot be asked");
    if (there.substr(0, digest.size()) == digest) return fmt::format("{} is there already", name);
    ssh.output(fmt::format("mkdir -p -- {}/bin && cat > {} && [ \"$(wc -c < {})\" -eq {} ] && chmod 755 {} && mv -- {} "
                           "{}",
                           shellQuoted(state.folder), part, part, parcel.bytes(), part, part, target),
               fmt::format("{} cannot be copied", name), {.inputFile = file});
    return fmt::format("{} copied to {}/bin ({})", name, printable(state.folder), formatBytes(parcel.bytes()));
}

} // namespace

std::vector<std::string> setUpDevice(const Ssh& ssh, const DeviceState& state) {
    requireRoomForPrograms(ssh.device(), state);
    return {copyProgram(ssh, state, findCommandLineProgram(), "lightcl"),
            copyProgram(ssh, state, findWorkerProgram(), "lightcl-worker")};
}

} // namespace lightcl
