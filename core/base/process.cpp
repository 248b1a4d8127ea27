#include "base/process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>
#include <unistd.h>

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

std::string wordOr(std::string word, const char* otherwise) {
    return word.empty() ? otherwise : word;
}

std::string firstWord(const char* file) {
    std::ifstream stream(file);
    std::string word;
    stream >> word;
    return word;
}

std::string hostName() {
    std::array<char, 256> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0) return {};
    std::istringstream words(name.data());
    std::string word;
    words >> word;
    return word;
}

struct Place {
    std::string host, boot, space;
};

Place placeOf(const std::string& text) {
    Place place;
    std::istringstream(text) >> place.host >> place.boot >> place.space;
    return place;
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

bool isSignalIgnored(int number) {
    struct sigaction action {};
    return sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

void outliveFileSizeLimit() {
    std::signal(SIGXFSZ, SIG_IGN);
}

std::string processPlace() {
    std::error_code ignored;
    // The machine's own id tells two machines of one name apart.
    const auto host = fmt::format("{}/{}", wordOr(hostName(), "-"), wordOr(firstWord("/etc/machine-id"), "-"));
    const auto space = std::filesystem::read_symlink("/proc/self/ns/pid", ignored).string();
    return fmt::format("{} {} {}", host, wordOr(firstWord("/proc/sys/kernel/random/boot_id"), "-"), wordOr(space, "-"));
}

ProcessIdentity ProcessIdentity::of(std::int64_t pid) {
    return {pid, processStartTicks(pid), processPlace()};
}

std::string ProcessIdentity::host() const {
    return place.substr(0, place.find('/'));
}

ProcessLife lifeOf(const ProcessIdentity& process, const std::string& here) {
    if (process.pid <= 0) return ProcessLife::Gone;
    if (!process.place.empty() && process.place != here) {
        const Place its = placeOf(process.place);
        const Place ours = placeOf(here);
        if (its.host == ours.host && its.boot != ours.boot) return ProcessLife::Gone;
        if (its.boot != ours.boot || its.boot == "-" || its.space != ours.space) return ProcessLife::Elsewhere;
    }
    return isProcessAlive(process.pid, process.startTicks) ? ProcessLife::Alive : ProcessLife::Gone;
}

} // namespace lightcl
