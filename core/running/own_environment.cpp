#include "running/own_environment.h"

#include "base/process.h"
#include "running/machine_limits.h"

#include <array>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <string_view>
#include <sys/utsname.h>
#include <unistd.h>

namespace lightcl {

namespace {

/// What follows the first colon or equals sign after a key, without blanks and quotes around it.
std::string valueOfLine(const std::string& line, char separator) {
    const auto at = line.find(separator);
    if (at == std::string::npos) return {};
    const auto first = line.find_first_not_of(" \t\"", at + 1);
    if (first == std::string::npos) return {};
    return line.substr(first, line.find_last_not_of(" \t\"") + 1 - first);
}

std::string distributionName() {
    for (const char* file : {"/etc/os-release", "/usr/lib/os-release"}) {
        std::ifstream stream(file);
        for (std::string line; std::getline(stream, line);)
            if (line.starts_with("PRETTY_NAME=")) return valueOfLine(line, '=');
    }
    return {};
}

std::string systemText() {
    utsname kernel{};
    if (::uname(&kernel) != 0) return distributionName();
    const std::string distribution = distributionName();
    return fmt::format("{}{}{} {}, {}", distribution, distribution.empty() ? "" : ", ", kernel.sysname, kernel.release,
                       kernel.machine);
}

} // namespace

std::string processorName(std::istream& cpuinfo) {
    std::map<std::string, std::string> values;
    for (std::string line; std::getline(cpuinfo, line);) {
        const auto end = line.find_last_not_of(" \t", line.find(':') - 1);
        if (line.find(':') == std::string::npos || end == std::string::npos) continue;
        values.emplace(line.substr(0, end + 1), valueOfLine(line, ':'));
    }
    // A board's own name tells its processor as well.
    for (const char* key : {"model name", "Model", "Hardware", "cpu model", "uarch"})
        if (const auto found = values.find(key); found != values.end() && !found->second.empty()) return found->second;
    if (values.contains("CPU implementer"))
        return fmt::format("ARM implementer {}, part {}", values["CPU implementer"], values["CPU part"]);
    return {};
}

std::string blasLibrary(std::istream& maps) {
    constexpr std::array<std::string_view, 7> names = {"libopenblas", "libmkl_rt", "libmkl_core", "libblis",
                                                       "libatlas",    "libblas",   "libcblas"};
    std::map<std::string_view, std::string> found;
    for (std::string line; std::getline(maps, line);) {
        const std::string file = line.substr(line.find_last_of('/') + 1);
        for (const auto name : names)
            if (file.starts_with(name)) found.emplace(name, file);
    }
    for (const auto name : names)
        if (const auto library = found.find(name); library != found.end()) return library->second;
    return {};
}

RunEnvironment ownEnvironment(const std::string& libtorch) {
    RunEnvironment environment;
    environment.host = ProcessIdentity::of(getpid()).host();
    std::ifstream cpuinfo("/proc/cpuinfo");
    environment.cpu = processorName(cpuinfo);
    environment.cores = usableCores();
    environment.memoryBytes = usableMemory();
    environment.system = systemText();
    environment.programVersion = LIGHTCL_VERSION;
    environment.libtorchVersion = libtorch;
    std::ifstream maps("/proc/self/maps");
    environment.blas = blasLibrary(maps);
    return environment;
}

} // namespace lightcl
