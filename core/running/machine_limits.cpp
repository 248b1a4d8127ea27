#include "running/machine_limits.h"

#include <algorithm>
#include <fstream>
#include <sched.h>
#include <sstream>
#include <string>
#include <sys/sysinfo.h>
#include <thread>
#include <vector>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

bool lists(const std::string& controllers, const std::string& wanted) {
    std::istringstream names(controllers);
    for (std::string name; std::getline(names, name, ',');)
        if (name == wanted) return true;
    return false;
}

/// The group's folder and those above it, the top one last. A container may see its own group as the top one while
/// proc/self/cgroup tells the path outside: folders that are not there are left out.
void addFolders(std::vector<fs::path>& folders, const fs::path& top, fs::path group) {
    for (; group.has_relative_path(); group = group.parent_path()) folders.push_back(top / group.relative_path());
    folders.push_back(top);
}

/// Folders of the groups that may limit what `controller` ("cpu", "memory") rules, of both versions.
std::vector<fs::path> groupFolders(const fs::path& root, const std::string& controller) {
    const fs::path top = root / "sys/fs/cgroup";
    std::vector<fs::path> folders;
    std::ifstream file(root / "proc/self/cgroup");
    for (std::string line; std::getline(file, line);) { // "4:cpu,cpuacct:/group"; version 2: "0::/group"
        const auto first = line.find(':');
        const auto second = first == std::string::npos ? first : line.find(':', first + 1);
        if (second == std::string::npos) continue;
        const std::string controllers = line.substr(first + 1, second - first - 1);
        const fs::path group = line.substr(second + 1);
        if (controllers.empty()) {
            addFolders(folders, top, group);
            addFolders(folders, top / "unified", group);
        } else if (lists(controllers, controller)) {
            addFolders(folders, top / controllers, group);
            addFolders(folders, top / controller, group);
        }
    }
    return folders;
}

/// The numbers that the file begins with; "max" and a missing file are none.
std::vector<double> numbersIn(const fs::path& file) {
    std::ifstream stream(file);
    std::vector<double> numbers;
    for (double number = 0; stream >> number;) numbers.push_back(number);
    return numbers;
}

template <typename Number>
void lower(std::optional<Number>& least, Number value) {
    least = least ? std::min(*least, value) : value;
}

} // namespace

std::optional<double> coreQuota(const fs::path& root) {
    std::optional<double> least;
    for (const auto& folder : groupFolders(root, "cpu")) {
        const auto both = numbersIn(folder / "cpu.max"); // microseconds of a period
        if (both.size() == 2 && both[0] > 0 && both[1] > 0) lower(least, both[0] / both[1]);
        const auto quota = numbersIn(folder / "cpu.cfs_quota_us"); // -1: none
        const auto period = numbersIn(folder / "cpu.cfs_period_us");
        if (!quota.empty() && !period.empty() && quota[0] > 0 && period[0] > 0) lower(least, quota[0] / period[0]);
    }
    return least;
}

std::optional<std::int64_t> memoryLimit(const fs::path& root) {
    constexpr double unlimited = 1e18; // version 1 has a number near 2^63 for it
    std::optional<std::int64_t> least;
    for (const auto& folder : groupFolders(root, "memory")) {
        for (const char* name : {"memory.max", "memory.limit_in_bytes"}) {
            const auto limit = numbersIn(folder / name);
            if (!limit.empty() && limit[0] > 0 && limit[0] < unlimited)
                lower(least, static_cast<std::int64_t>(limit[0]));
        }
    }
    return least;
}

int usableCores() {
    cpu_set_t allowed;
    const bool known = sched_getaffinity(0, sizeof allowed, &allowed) == 0;
    const int cores = known ? CPU_COUNT(&allowed) : static_cast<int>(std::thread::hardware_concurrency());
    const auto quota = coreQuota();
    return std::max(1, quota && *quota < cores ? static_cast<int>(*quota) : cores);
}

std::int64_t usableMemory() {
    struct sysinfo machine {};
    if (::sysinfo(&machine) != 0) return memoryLimit().value_or(0);
    const auto all = static_cast<std::int64_t>(machine.totalram + machine.totalswap) * machine.mem_unit;
    return std::min(all, memoryLimit().value_or(all));
}

} // namespace lightcl
