#include "base/units.h"
#include "remote/parcel.h"
#include "text/printable.h"
#include "text/shell_words.h"

#include <charconv>
#include <fmt/format.h>
#include <map>
#include <sstream>

namespace lightcl {

namespace {

/// A file that is worth going on with in its middle.
constexpr std::int64_t kLargeFile = std::int64_t{4} << 20;

/// One parcel's way to one device.
class ParcelTransfer {
public:
    ParcelTransfer(const Ssh& ssh, const DeviceState& state, const Parcel& parcel)
        : ssh_(&ssh), state_(&state), parcel_(&parcel), target_(state.folder + "/parcels/" + parcel.digest),
          part_(target_ + ".part") {}

    [[nodiscard]] const std::string& target() const { return target_; }
    [[nodiscard]] bool isThere() const {
        return ssh_->output(fmt::format("[ -d {} ] && echo yes || echo no", shellQuoted(target_)),
                            "cannot be asked for files") == "yes\n";
    }

    /// Sends what lacks; twice where something arrives damaged or a tool stopped early.
    void send() {
        ssh_->output("mkdir -p -- " + shellQuoted(part_), "cannot make a folder for files");
        std::string complaint;
        for (int attempt = 0; attempt < 2; ++attempt) {
            complaint = sendMissing();
            const std::string damaged = dropDamaged();
            if (damaged.empty() && missing().empty()) return finish();
            if (complaint.empty() && !damaged.empty()) complaint = damaged + " arrives damaged";
        }
        throw Error(fmt::format("device {}: {} cannot be sent: {}", ssh_->device().name, printable(parcel_->title),
                                complaint.empty() ? "files stay missing there" : complaint));
    }

private:
    struct Missing {
        const ParcelFile* file;
        std::int64_t there; ///< bytes of its beginning that are there
    };

    [[nodiscard]] std::map<std::string, std::int64_t> sizesThere() const {
        const std::string listed =
            ssh_->output(fmt::format("cd -- {} && find . -type f -exec wc -c {{}} +", shellQuoted(part_)),
                         "cannot be asked for files");
        std::map<std::string, std::int64_t> sizes;
        std::istringstream lines(listed);
        for (std::string line; std::getline(lines, line);) {
            const auto begin = line.find_first_not_of(' ');
            const auto name = line.find(" ./");
            if (begin == std::string::npos || name == std::string::npos) continue;
            std::int64_t bytes = 0;
            std::from_chars(line.data() + begin, line.data() + name, bytes);
            sizes[line.substr(name + 3)] = bytes;
        }
        return sizes;
    }

    [[nodiscard]] std::vector<Missing> missing() const {
        const auto there = sizesThere();
        std::vector<Missing> files;
        for (const ParcelFile& file : parcel_->files) {
            const auto found = there.find(file.name);
            if (found == there.end() || found->second != file.bytes)
                files.push_back({&file, found == there.end() || found->second > file.bytes ? 0 : found->second});
        }
        return files;
    }

    /// What was complained, empty for nothing; a broken connection is thrown.
    std::string sendMissing() {
        const auto files = missing();
        if (files.empty()) return {};
        if (state_->tools.count("rsync") > 0)
            if (const auto end = sendByRsync(files); end.missing.empty()) return end.succeeded() ? "" : end.words();
        std::vector<Missing> small;
        for (const Missing& one : files) {
            if (one.file->bytes < kLargeFile)
                small.push_back(one);
            else if (const std::string complaint = sendTail(one); !complaint.empty())
                return complaint;
        }
        return small.empty() ? std::string() : sendByTar(small);
    }

    [[nodiscard]] static std::string listOf(const std::vector<Missing>& files) {
        std::string list;
        for (const Missing& one : files) list += one.file->name + '\0';
        return list;
    }

    [[nodiscard]] ChildEnd sendByRsync(const std::vector<Missing>& files) const {
        const std::string list = listOf(files);
        const auto end = runChildren(
            {{"rsync", "-tLs", "--partial", "--inplace", "--from0", "--files-from=-", "-e", shellWords(ssh_->client()),
              "--", parcel_->root.string() + "/", ssh_->device().ssh + ":" + part_ + "/"}},
            {.input = list});
        if (end.missing.empty() && end.exitCode == 255)
            throw ConnectionError(connectionComplaint(ssh_->device(), end.words()));
        return end;
    }

    [[nodiscard]] std::string sendTail(const Missing& one) const {
        const std::string name = shellQuoted("./" + one.file->name);
        const auto end = ssh_->run(fmt::format("cd -- {} && mkdir -p -- \"$(dirname -- {})\" && cat {} {}",
                                               shellQuoted(part_), name, one.there > 0 ? ">>" : ">", name),
                                   {.inputFile = parcel_->root / one.file->name, .inputFrom = one.there});
        return end.succeeded() ? std::string() : end.words();
    }

    [[nodiscard]] std::string sendByTar(const std::vector<Missing>& files) const {
        const std::string list = listOf(files);
        const auto end = ssh_->runBehind({{"tar", "-C", parcel_->root.string(), "--null", "-T", "-", "-chf", "-"}},
                                         "tar -C " + shellQuoted(part_) + " -xf -", {.input = list});
        return end.succeeded() ? std::string() : end.words();
    }

    /// Removes what is not what was sent, and names one of it.
    [[nodiscard]] std::string dropDamaged() const {
        if (state_->tools.count("sha1sum") == 0) return {};
        std::string list;
        for (const ParcelFile& file : parcel_->files) list += fmt::format("{}  ./{}\n", file.sha1, file.name);
        const std::string failed = ssh_->output(
            fmt::format("cd -- {} && {{ sha1sum -c 2>/dev/null || true; }} | sed -n 's/: FAILED$//p' | while IFS= read "
                        "-r name; do rm -f -- \"$name\"; printf '%s\\n' \"$name\"; done",
                        shellQuoted(part_)),
            "cannot compare files", {.input = list});
        return printable(failed.substr(0, failed.find('\n')));
    }

    void finish() const {
        ssh_->output(fmt::format("[ -d {0} ] || mv -- {1} {0}", shellQuoted(target_), shellQuoted(part_)),
                     "cannot name a folder of files");
    }

    const Ssh* ssh_;
    const DeviceState* state_;
    const Parcel* parcel_;
    std::string target_;
    std::string part_;
};

} // namespace

std::string sendParcel(const Ssh& ssh, const DeviceState& state, const Parcel& parcel,
                       const std::function<void(const std::string&)>& tell) {
    ParcelTransfer transfer(ssh, state, parcel);
    if (!transfer.isThere()) {
        tell(fmt::format("{}: {} of {} are sent to {}", printable(parcel.title),
                         parcel.files.size() == 1 ? "the file" : fmt::format("{} files", parcel.files.size()),
                         formatBytes(parcel.bytes()), ssh.device().name));
        transfer.send();
    }
    return transfer.target();
}

} // namespace lightcl
