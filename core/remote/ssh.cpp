#include "remote/ssh.h"

#include "base/user_folders.h"
#include "text/shell_words.h"

#include <array>
#include <cstdint>
#include <fmt/format.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace lightcl {

namespace {

constexpr int kSshFailed = 255; // ssh(1): an error of its own; else the remote command's exit code

/// A folder of this user alone for the sockets of shared connections; empty where there is none. Paths of sockets are
/// short: at most 108 bytes, of which the name takes 50 and ssh's temporary one 17 more.
std::string socketFolder() {
    const std::filesystem::path runtime = environmentPath("XDG_RUNTIME_DIR");
    const std::string folder =
        runtime.is_absolute() ? (runtime / "lightcl-ssh").string() : fmt::format("/tmp/lightcl-ssh-{}", ::getuid());
    constexpr std::size_t longest = 108 - 50 - 17 - 2;
    if (folder.size() > longest || folder.find('%') != std::string::npos) return {};
    ::mkdir(folder.c_str(), 0700);
    struct stat status {};
    const bool isOurs = ::lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode) &&
                        status.st_uid == ::getuid() && (status.st_mode & 077) == 0;
    return isOurs ? folder : std::string();
}

/// Names of one machine may stand for different keys: they share no connection. (FNV-1a, 32 bits.)
std::uint32_t nameHash(std::string_view name) {
    std::uint32_t hash = 2166136261U;
    for (const char character : name) hash = (hash ^ static_cast<unsigned char>(character)) * 16777619U;
    return hash;
}

struct Complaint {
    std::string_view said;
    std::string_view meaning;
};

// In ssh's words, which are not translated. The first that is found tells most.
constexpr std::array kComplaints = {
    Complaint{"REMOTE HOST IDENTIFICATION HAS CHANGED",
              "its host key is not the one that is known: if the device was set up anew, `ssh-keygen -R HOST` forgets "
              "the old one; else somebody else may be answering"},
    Complaint{"Host key verification failed",
              "its host key is not known here yet: connect once with `ssh DEST` and compare the key"},
    Complaint{"Permission denied",
              "a password would be asked for, or no key fits: `ssh-copy-id DEST` brings your key there"},
    Complaint{"Could not resolve hostname", "there is no machine of that name"},
    Complaint{"Connection refused", "no SSH server listens there"},
    Complaint{"Connection timed out", "it does not answer"},
    Complaint{"Operation timed out", "it does not answer"},
    Complaint{"No route to host", "there is no way to it: is it switched on and in the network?"},
    Complaint{"Network is unreachable", "there is no way to it: is it switched on and in the network?"},
    Complaint{"Bad owner or permissions", "ssh refuses its own settings file"},
};

std::string replaced(std::string text, std::string_view what, const std::string& with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

} // namespace

std::string connectionComplaint(const Device& device, const std::string& words) {
    for (const Complaint& known : kComplaints) {
        if (words.find(known.said) == std::string::npos) continue;
        std::string host = device.ssh.substr(device.ssh.find('@') == std::string::npos ? 0 : device.ssh.find('@') + 1);
        const std::string meaning =
            replaced(replaced(std::string(known.meaning), "DEST", shellQuoted(device.ssh)), "HOST", shellQuoted(host));
        return fmt::format("device {}: {}", device.name, meaning);
    }
    return fmt::format("device {}: cannot be reached: {}", device.name, words.empty() ? "ssh says no reason" : words);
}

std::vector<std::string> Ssh::client() const {
    std::vector<std::string> words = {"ssh", "-T",
                                      "-o",  "BatchMode=yes",
                                      "-o",  "ConnectTimeout=10",
                                      "-o",  "ServerAliveInterval=10",
                                      "-o",  "ServerAliveCountMax=3",
                                      "-o",  "LogLevel=ERROR"};
    if (const std::string folder = socketFolder(); !folder.empty())
        for (const std::string& word :
             {std::string("-o"), std::string("ControlMaster=auto"), std::string("-o"), std::string("ControlPersist=60"),
              std::string("-o"), fmt::format("ControlPath={}/{:08x}-%C", folder, nameHash(device_.ssh))})
            words.push_back(word);
    return words;
}

std::vector<std::string> Ssh::arguments(const std::string& script) const {
    auto words = client();
    words.insert(words.end(), {"--", device_.ssh, "sh -c " + shellQuoted(script)});
    return words;
}

void Ssh::requireConnection(const ChildEnd& end) const {
    if (end.missing == "ssh")
        throw ConnectionError("ssh: not found in $PATH; expected OpenSSH's client (Debian: openssh-client)");
    if (!end.missing.empty()) throw Error(fmt::format("{}: not found in $PATH", end.missing));
    if (end.exitCode == kSshFailed) throw ConnectionError(connectionComplaint(device_, end.words()));
}

ChildEnd Ssh::run(const std::string& script, const ChildFiles& files) const {
    auto end = runChildren({arguments(script)}, files);
    requireConnection(end);
    return end;
}

ChildEnd Ssh::runBehind(std::vector<std::vector<std::string>> programs, const std::string& script,
                        const ChildFiles& files) const {
    programs.push_back(arguments(script));
    auto end = runChildren(programs, files);
    requireConnection(end);
    return end;
}

std::string Ssh::output(const std::string& script, const std::string& purpose, const ChildFiles& files) const {
    auto end = run(script, files);
    if (end.succeeded()) return std::move(end.out);
    const std::string words = end.lastWords();
    throw Error(fmt::format("device {}: {}: {}", device_.name, purpose,
                            words.empty() ? fmt::format("exit code {} there", end.exitCode) : words));
}

} // namespace lightcl
