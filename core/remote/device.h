#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// The machine that the workbench runs on is always there under this name.
inline constexpr const char* kLocalDevice = "local";
/// Where a device keeps what is sent to it, below the home folder there, when nothing else is said.
inline constexpr const char* kDeviceFolder = "lightcl";

/// A machine, or a container, that trains runs and is reached by SSH.
struct Device {
    std::string name;
    std::string ssh;                    ///< as ssh takes it: user@host, or a name of ~/.ssh/config
    std::string folder = kDeviceFolder; ///< there; below the home folder unless it begins with /
    std::int64_t memory = 0;            ///< bytes that a run may need there; 0: what the device has
    int threads = 0;                    ///< of each run; 0: as many as train it fastest there
    bool operator==(const Device&) const = default;
};

/// Throws InputError, one line naming what is wrong, unless the device can be used: a name of letters, digits and
/// ._- that is not "local", a destination and a folder of one line that ssh does not take for an option.
void requireUsable(const Device& device);

/// "512MiB", "4 GiB", "1.5G", "1000000" as bytes. Throws InputError that begins with `what`.
std::int64_t bytesOfSize(std::string_view text, std::string_view what);
/// As it is written into settings: the largest unit that leaves no remainder, "4 GiB".
std::string sizeText(std::int64_t bytes);

/// The devices of the user's settings, a TOML file that people may edit; every change is written at once, whole or not
/// at all.
class DeviceBook {
public:
    /// Reads the file, which need not be there. Throws InputError, one line that names the file and the line in it.
    explicit DeviceBook(std::filesystem::path file = defaultFile());

    [[nodiscard]] const std::vector<Device>& devices() const { return devices_; }
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    /// Throws InputError, with the names that there are, for one that is not known. "local" is none of these.
    [[nodiscard]] const Device& device(const std::string& name) const;

    /// Adds a device, or puts it in the place of the one with its name. Throws InputError for one that cannot be used,
    /// Error when the file cannot be written.
    void add(const Device& device);
    void remove(const std::string& name);

    /// $XDG_CONFIG_HOME/lightcl/devices.toml, or below ~/.config. Throws InputError when neither is known.
    static std::filesystem::path defaultFile();

private:
    void write() const;

    std::filesystem::path file_;
    std::vector<Device> devices_;
};

} // namespace lightcl
