#include "remote/device_probe.h"

#include "base/units.h"
#include "text/printable.h"
#include "text/shell_words.h"

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <fmt/format.h>
#include <sstream>
#include <sys/utsname.h>

namespace lightcl {

namespace {

// For the plainest shell and tools (dash, busybox). FOLDER stands for the quoted folder.
constexpr std::string_view kProbe = R"sh(say() { printf '%s=%s\n' "$1" "$2"; }
say clock "$(date +%s)"
say arch "$(uname -m)"
say memory "$(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo 2>/dev/null)"
for tool in tar sha1sum rsync; do command -v $tool >/dev/null 2>&1 && say tool $tool; done
cd || exit 0
near=FOLDER
while [ ! -d "$near" ]; do up=$(dirname -- "$near"); [ "$up" != "$near" ] || break; near=$up; done
cd -- "$near" 2>/dev/null || exit 0
[ -w . ] && say writable yes
set -- $(df -Pk . 2>/dev/null | sed -n 2p)
say free "$4"
cd
if mkdir -p -- FOLDER 2>/dev/null && cd -- FOLDER 2>/dev/null; then
  here=$(pwd -P)
  say folder "$here"
  rmdir -- "$here" 2>/dev/null
  PATH=$here/bin:$PATH
fi
program=$(command -v lightcl 2>/dev/null) || exit 0
say program "$program"
say version "$(lightcl --version 2>&1 | head -n 1)"
if ! words=$(lightcl-worker --help 2>&1); then say worker "$(printf '%s\n' "$words" | head -n 1)"; fi
)sh";

std::string probeScript(const std::string& folder) {
    constexpr std::string_view mark = "FOLDER";
    const std::string quoted = shellQuoted(folder);
    std::string script(kProbe);
    for (auto at = script.find(mark); at != std::string::npos; at = script.find(mark, at + quoted.size()))
        script.replace(at, mark.size(), quoted);
    return script;
}

std::int64_t numberOr(const std::string& text, std::int64_t otherwise) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

std::int64_t secondsNow() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

void takeLine(DeviceState& state, const std::string& key, const std::string& value) {
    if (key == "arch") state.architecture = value;
    if (key == "clock") state.clockAhead = numberOr(value, 0);
    if (key == "memory") state.memoryBytes = numberOr(value, 0) * 1024;
    if (key == "tool") state.tools.insert(value);
    if (key == "writable") state.isWritable = true;
    if (key == "free" && numberOr(value, -1) >= 0) state.freeBytes = numberOr(value, 0) * 1024;
    if (key == "folder") state.folder = value;
    if (key == "program") state.program = value;
    if (key == "version") state.version = value;
    if (key == "worker") state.workerComplaint = value.empty() ? "it ends at once" : value;
}

std::string workerWords(const DeviceState& state) {
    const std::string& words = state.workerComplaint;
    if (words.find("not found") != std::string::npos && words.find("lightcl-worker") != std::string::npos)
        return "lightcl-worker is missing there: `lightcl devices setup` copies it";
    if (words.find("shared librar") != std::string::npos)
        return fmt::format("a library is missing there: {}; expected what this build links, LibTorch above all (on "
                           "Debian libtorch1.13 or 2.6)",
                           printable(words));
    return "lightcl-worker does not start there: " + printable(words);
}

} // namespace

DeviceState deviceStateOf(const std::string& printed) {
    DeviceState state;
    std::istringstream lines(printed);
    for (std::string line; std::getline(lines, line);) {
        const auto equals = line.find('=');
        if (equals != std::string::npos) takeLine(state, line.substr(0, equals), line.substr(equals + 1));
    }
    return state;
}

DeviceState probeDevice(const Ssh& ssh) {
    const std::int64_t before = secondsNow();
    const std::string printed = ssh.output(probeScript(ssh.device().folder), "cannot be asked what it has");
    const std::int64_t after = secondsNow();
    DeviceState state = deviceStateOf(printed);
    // Somewhere between the two it was asked.
    const std::int64_t clock = state.clockAhead;
    state.clockAhead = clock > after ? clock - after : std::min<std::int64_t>(clock - before, 0);
    if (clock == 0) state.clockAhead = 0;
    if (state.architecture.empty())
        throw Error(fmt::format("device {}: expected a POSIX shell there, got no answer from one", ssh.device().name));
    return state;
}

std::string ownArchitecture() {
    utsname names{};
    return ::uname(&names) == 0 ? names.machine : "";
}

std::string ownVersion() {
    return "lightcl " LIGHTCL_VERSION;
}

std::vector<std::string> deviceProblems(const Device& device, const DeviceState& state) {
    std::vector<std::string> problems;
    constexpr std::int64_t leastFree = std::int64_t{256} << 20;
    constexpr std::int64_t mostApart = 120;
    const std::string setup = fmt::format("`lightcl devices setup {}`", device.name);
    if (state.architecture != ownArchitecture() && state.version != ownVersion())
        problems.push_back(fmt::format("it is {}, and this build is for {}: install the package for {} there",
                                       state.architecture, ownArchitecture(), state.architecture));
    if (state.folder.empty())
        problems.push_back(fmt::format("its folder {} cannot be made or entered there{}", device.folder,
                                       state.isWritable ? "" : ": it is read-only for this user"));
    else if (!state.isWritable)
        problems.push_back(fmt::format("its folder {} cannot be written there: it is read-only", state.folder));
    if (state.freeBytes >= 0 && state.freeBytes < leastFree)
        problems.push_back(fmt::format("its disk has {} left; expected at least {}", formatBytes(state.freeBytes),
                                       formatBytes(leastFree)));
    if (state.tools.count("tar") == 0) problems.emplace_back("tar is missing there");
    if (state.program.empty())
        problems.push_back(fmt::format("lightcl is missing there: {} copies it", setup));
    else if (state.version != ownVersion())
        problems.push_back(fmt::format("it has \"{}\" and this is \"{}\": {} copies this one", printable(state.version),
                                       ownVersion(), setup));
    else if (!state.workerComplaint.empty())
        problems.push_back(workerWords(state));
    if (std::abs(state.clockAhead) > mostApart)
        problems.push_back(fmt::format("its clock is {} {} this one's: times of runs would not fit; set it there",
                                       formatSeconds(static_cast<double>(std::abs(state.clockAhead))),
                                       state.clockAhead > 0 ? "ahead of" : "behind"));
    return problems;
}

std::vector<std::string> deviceFacts(const DeviceState& state) {
    std::vector<std::string> facts = {"architecture: " + printable(state.architecture)};
    if (!state.folder.empty()) facts.push_back("folder: " + printable(state.folder));
    if (state.freeBytes >= 0) facts.push_back(fmt::format("disk: {} free", formatBytes(state.freeBytes)));
    if (state.memoryBytes > 0) facts.push_back("memory: " + formatBytes(state.memoryBytes));
    if (!state.version.empty())
        facts.push_back(fmt::format("program: {} ({})", printable(state.program), printable(state.version)));
    return facts;
}

void requireReady(const Device& device, const DeviceState& state) {
    std::string all;
    for (const std::string& problem : deviceProblems(device, state)) all += (all.empty() ? "" : "; ") + problem;
    if (!all.empty()) throw Error(fmt::format("device {}: {}", device.name, all));
}

} // namespace lightcl
