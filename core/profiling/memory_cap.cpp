#include "profiling/memory_cap.h"

#include "profiling/process_memory.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <sys/mman.h>
#include <sys/resource.h>
#include <system_error>
#include <vector>

namespace lightcl {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kTrial = std::int64_t{16} << 20;

std::vector<std::string> linesOf(const fs::path& file) {
    std::vector<std::string> lines;
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

bool writeText(const fs::path& file, const std::string& text) {
    std::ofstream stream(file);
    stream << text << std::flush;
    return static_cast<bool>(stream);
}

/// The kernel rounds down to whole pages.
bool takesLimit(const fs::path& file) {
    constexpr std::int64_t kFarAway = std::int64_t{1} << 50;
    if (!writeText(file, std::to_string(kFarAway))) return false;
    const auto read = linesOf(file);
    const bool taken = !read.empty() && read.front() == std::to_string(kFarAway);
    return writeText(file, "max") && taken;
}

void setDataLimit(std::int64_t bytes) {
    rlimit limit{};
    if (::getrlimit(RLIMIT_DATA, &limit) != 0) return;
    const rlim_t wanted = bytes < 0 ? limit.rlim_max : static_cast<rlim_t>(bytes);
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    ::setrlimit(RLIMIT_DATA, &limit);
}

bool canMap(std::int64_t bytes) {
    const auto size = static_cast<std::size_t>(bytes);
    void* const memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return false;
    ::munmap(memory, size);
    return true;
}

/// A system may know RLIMIT_DATA and not hold to it.
bool holdsToDataLimit() {
    const std::int64_t now = dataBytes();
    if (now <= 0 || !canMap(kTrial)) return false;
    setDataLimit(now + kTrial / 2);
    const bool refused = !canMap(kTrial);
    setDataLimit(-1);
    return refused && canMap(kTrial);
}

} // namespace

std::optional<fs::path> ownGroupLimit(const fs::path& root) {
    for (const std::string& line : linesOf(root / "proc/self/cgroup")) { // version 2: "0::/user.slice/x.scope"
        if (!line.starts_with("0::/") || line.size() == 4) continue;
        for (const char* top : {"sys/fs/cgroup", "sys/fs/cgroup/unified"}) {
            const fs::path group = root / top / line.substr(4);
            std::error_code ignored;
            if (!fs::exists(group / "memory.max", ignored)) continue;
            if (linesOf(group / "cgroup.procs").size() == 1) return group / "memory.max";
        }
    }
    return std::nullopt;
}

MemoryCap MemoryCap::available(const fs::path& root) {
    MemoryCap cap;
    if (const auto own = ownGroupLimit(root); own && takesLimit(*own)) {
        cap.kind_ = Kind::ControlGroup;
        cap.limitFile_ = *own;
    } else if (holdsToDataLimit()) {
        cap.kind_ = Kind::DataLimit;
    }
    return cap;
}

std::string_view MemoryCap::name() const {
    switch (kind_) {
    case Kind::ControlGroup:
        return "control group";
    case Kind::DataLimit:
        return "RLIMIT_DATA";
    case Kind::None:
        break;
    }
    return "none";
}

void MemoryCap::set(std::int64_t total, std::int64_t more) const {
    if (kind_ == Kind::ControlGroup) writeText(limitFile_, std::to_string(total));
    if (kind_ == Kind::DataLimit) setDataLimit(dataBytes() + more);
}

void MemoryCap::lift() const {
    if (kind_ == Kind::ControlGroup) writeText(limitFile_, "max");
    if (kind_ == Kind::DataLimit) setDataLimit(-1);
}

} // namespace lightcl
