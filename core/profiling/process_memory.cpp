#include "profiling/process_memory.h"

#include <fstream>
#include <initializer_list>
#include <string>
#include <string_view>

namespace lightcl {

namespace {

/// The sum of those lines of /proc/self/status, which are in KiB.
std::int64_t statusBytes(std::initializer_list<std::string_view> names) {
    std::ifstream status("/proc/self/status");
    std::int64_t sum = 0;
    for (std::string line; std::getline(status, line);) {
        for (const std::string_view name : names) {
            if (line.starts_with(name)) sum += std::stoll(line.substr(name.size())) * 1024;
        }
    }
    return sum;
}

} // namespace

std::int64_t peakResidentBytes() {
    return statusBytes({"VmHWM:"});
}

std::int64_t dataBytes() {
    return statusBytes({"VmData:"});
}

ResidentBytes residentBytes() {
    return {statusBytes({"RssAnon:"}), statusBytes({"RssFile:", "RssShmem:"})};
}

} // namespace lightcl
