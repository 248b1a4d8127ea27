#include "remote/device.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/user_folders.h"
#include "text/printable.h"
#include "text/shell_words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <system_error>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

struct SizeUnit {
    const char* name;
    std::int64_t bytes;
};
constexpr std::int64_t kKibibyte = 1024;
constexpr std::array kSizeUnits = {SizeUnit{"TiB", kKibibyte* kKibibyte* kKibibyte* kKibibyte},
                                   SizeUnit{"GiB", kKibibyte* kKibibyte* kKibibyte},
                                   SizeUnit{"MiB", kKibibyte* kKibibyte}, SizeUnit{"KiB", kKibibyte}};

bool isNameCharacter(char character) {
    return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '.' || character == '_' ||
           character == '-';
}

/// 1 for no unit, 0 for an unknown one: "G", "GB" and "GiB" are one.
std::int64_t factorOf(std::string_view unit) {
    if (unit.empty() || unit == "B") return 1;
    for (const SizeUnit& known : kSizeUnits) {
        const std::string_view name = known.name;
        const bool fits = unit == name || unit == name.substr(0, 1) || unit == std::string{name[0], 'B'};
        if (fits) return known.bytes;
    }
    return 0;
}

std::string tomlText(const std::string& text) {
    std::string quoted = "\"";
    for (const char character : text) {
        if (character == '"' || character == '\\') quoted += '\\';
        quoted += character;
    }
    return quoted + "\"";
}

std::string entryText(const Device& device) {
    std::string text = fmt::format("\n[{}]\nssh = {}\nfolder = {}\n", tomlText(device.name), tomlText(device.ssh),
                                   tomlText(device.folder));
    if (device.memory > 0) text += fmt::format("memory = {}\n", tomlText(sizeText(device.memory)));
    if (device.threads > 0) text += fmt::format("threads = {}\n", device.threads);
    return text;
}

} // namespace

void requireUsable(const Device& device) {
    const std::string& name = device.name;
    const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), isNameCharacter) && name.front() != '-' &&
                       name.front() != '.';
    if (!plain)
        throw InputError(fmt::format("device: expected a name of letters, digits, \".\", \"_\" and \"-\", got \"{}\"",
                                     printable(name)));
    if (name == kLocalDevice) throw InputError("device local: is this machine and always there; expected another name");
    requireOneLine(device.ssh, fmt::format("device {}: ssh", name));
    requireOneLine(device.folder, fmt::format("device {}: folder", name));
    if (device.ssh.empty() || device.ssh.front() == '-' || device.ssh.find(' ') != std::string::npos)
        throw InputError(fmt::format("device {}: ssh: expected a destination such as user@host or a name of "
                                     "~/.ssh/config, got \"{}\"",
                                     name, printable(device.ssh)));
    if (device.folder.empty() || device.folder.front() == '-' || device.folder.front() == '~')
        throw InputError(fmt::format("device {}: folder: expected a path there, from / or from the home folder, got "
                                     "\"{}\"",
                                     name, printable(device.folder)));
    if (device.memory < 0 || device.threads < 0 || device.threads > 1024)
        throw InputError(fmt::format("device {}: expected memory of at least 0 and threads from 0 to 1024", name));
}

std::int64_t bytesOfSize(std::string_view text, std::string_view what) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    while (!unit.empty() && unit.front() == ' ') unit.remove_prefix(1);
    const std::int64_t factor = factorOf(unit);
    const double bytes = number * static_cast<double>(factor);
    if (error != std::errc() || factor == 0 || !std::isfinite(bytes) || bytes < 1 || bytes > 1e18)
        throw InputError(fmt::format("{}: expected a size such as 512MiB or 4GiB, got \"{}\"", what, printable(text)));
    return static_cast<std::int64_t>(bytes);
}

std::string sizeText(std::int64_t bytes) {
    for (const SizeUnit& unit : kSizeUnits)
        if (bytes > 0 && bytes % unit.bytes == 0) return fmt::format("{} {}", bytes / unit.bytes, unit.name);
    return std::to_string(bytes);
}

fs::path DeviceBook::defaultFile() {
    if (configHome().empty())
        throw InputError("devices: neither $XDG_CONFIG_HOME nor $HOME names a folder for the settings");
    return configHome() / "lightcl" / "devices.toml";
}

const Device& DeviceBook::device(const std::string& name) const {
    const auto found =
        std::find_if(devices_.begin(), devices_.end(), [&](const auto& one) { return one.name == name; });
    if (found != devices_.end()) return *found;
    std::string names = kLocalDevice;
    for (const Device& one : devices_) names += ", " + one.name;
    throw InputError(fmt::format("device {}: not known; expected one of {}, or `lightcl devices add` first",
                                 printable(name), names));
}

void DeviceBook::add(const Device& device) {
    requireUsable(device);
    const auto found =
        std::find_if(devices_.begin(), devices_.end(), [&](const auto& one) { return one.name == device.name; });
    if (found == devices_.end())
        devices_.push_back(device);
    else
        *found = device;
    write();
}

void DeviceBook::remove(const std::string& name) {
    if (name == kLocalDevice) throw InputError("device local: is this machine and always there");
    const std::string known = device(name).name;
    std::erase_if(devices_, [&](const auto& one) { return one.name == known; });
    write();
}

void DeviceBook::write() const {
    std::error_code error;
    fs::create_directories(file_.parent_path(), error);
    if (error)
        throw Error(
            fmt::format("{}: cannot make this folder for settings: {}", file_.parent_path().string(), error.message()));
    std::string text = "# Devices that train runs, reached by SSH; `lightcl devices` reads and writes this file.\n";
    for (const Device& device : devices_) text += entryText(device);
    writeFileAtomically(file_, text);
}

} // namespace lightcl
