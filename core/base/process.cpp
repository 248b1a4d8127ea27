#include "base/process.h"

#include <cerrno>
#include <csignal>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <string>

namespace lightcl {

namespace {

struct ProcessStat {
    bool known = false;
    bool ended = false;
    std::int64_t startTicks = 0;
};

ProcessStat processStat(std::int64_t pid) {
    std::ifstream file(fmt::format("/proc/{}/stat", pid));
    std::string line;
    if (!std::getline(file, line)) return {};
    // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
    const auto nameEnd = line.rfind(')');
    if (nameEnd == std::string::npos) return {};
    std::istringstream fields(line.substr(nameEnd + 1));
    std::string field;
    ProcessStat stat;
    fields >> field;
    stat.ended = field == "Z" || field == "X";
    constexpr int fieldsBetweenStateAndStart = 18;
    for (int i = 0; i < fieldsBetweenStateAndStart; ++i) fields >> field;
    stat.known = static_cast<bool>(fields >> stat.startTicks);
    return stat;
}

} // namespace

std::int64_t processStartTicks(std::int64_t pid) {
    const ProcessStat stat = processStat(pid);
    return stat.known && !stat.ended ? stat.startTicks : 0;
}

bool isProcessAlive(std::int64_t pid, std::int64_t startTicks) {
    if (pid <= 0) return false;
    if (kill(static_cast<pid_t>(pid), 0) != 0 && errno != EPERM) return false;
    const ProcessStat stat = processStat(pid);
    if (!stat.known) return true;
    return !stat.ended && (startTicks == 0 || stat.startTicks == startTicks);
}

} // namespace lightcl
