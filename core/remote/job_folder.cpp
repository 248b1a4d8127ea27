#include "remote/job_folder.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/process.h"
#include "running/store_workers.h"
#include "store/run_identities.h"
#include "store/snapshot.h"
#include "text/printable.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <system_error>
#include <unistd.h>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

std::string textOfFile(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

/// A lock of the open file, which a forked process has too, and nobody any more when both have closed it.
struct flock wholeFile() {
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return lock;
}

std::string lastLineOf(const fs::path& file) {
    std::istringstream lines(textOfFile(file));
    std::string last;
    for (std::string line; std::getline(lines, line);)
        if (!line.empty()) last = line;
    return printable(last);
}

} // namespace

std::string toJsonLine(const JobState& state) {
    return nlohmann::json{{"trains", state.trains},   {"stopped", state.stopped}, {"waiting", state.waiting},
                          {"running", state.running}, {"ended", state.ended},     {"complaint", state.complaint}}
        .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

JobState jobStateFromJson(std::string_view line) {
    try {
        const auto json = nlohmann::json::parse(line);
        return {json.at("trains"),  json.at("stopped"), json.at("waiting"),
                json.at("running"), json.at("ended"),   json.at("complaint")};
    } catch (const nlohmann::json::exception&) {
        throw Error(fmt::format("expected how a job stands, got \"{}\"", printable(line.substr(0, 80))));
    }
}

std::string toJson(const JobRuns& runs) {
    nlohmann::json json = nlohmann::json::object();
    for (const auto& [uuid, run] : runs) json[uuid] = {{"run", run.run}, {"spec", run.spec}};
    return json.dump(1) + "\n";
}

JobRuns jobRunsFromJson(const std::string& text, const std::string& source) {
    try {
        JobRuns runs;
        const auto json = nlohmann::json::parse(text);
        for (const auto& [uuid, run] : json.items()) runs[uuid] = {run.at("run"), run.at("spec")};
        return runs;
    } catch (const nlohmann::json::exception&) {
        throw Error(fmt::format("{}: expected a job's runs and their specs", source));
    }
}

Descriptor JobFolder::claim() const {
    Descriptor lock(::open(lockFile().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    if (!lock.isOpen())
        throw Error(fmt::format("{}: cannot be written: {}", lockFile().string(), std::strerror(errno)));
    struct flock whole = wholeFile();
    if (::fcntl(lock.get(), F_OFD_SETLK, &whole) != 0) return {};
    return lock;
}

bool JobFolder::isClaimed() const {
    const Descriptor lock(::open(lockFile().c_str(), O_RDWR | O_CLOEXEC));
    struct flock whole = wholeFile();
    return lock.isOpen() && ::fcntl(lock.get(), F_OFD_GETLK, &whole) == 0 && whole.l_type != F_UNLCK;
}

void JobFolder::stop() const {
    writeFileAtomically(stopMark(), "");
    const auto database = Database::openForReading(this->database());
    std::istringstream words(textOfFile(folder_ / "driver"));
    ProcessIdentity driver;
    words >> driver.pid >> driver.startTicks;
    std::getline(words >> std::ws, driver.place);
    if (lifeOf(driver) == ProcessLife::Alive) ::kill(static_cast<pid_t>(driver.pid), SIGINT);
    // Workers outlive the one that started them.
    for (const RunWorker& worker : liveWorkers(database)) stopWorker(database, worker.run);
}

JobState JobFolder::state() const {
    const auto database = Database::openForReading(this->database());
    JobState state;
    state.trains = isClaimed();
    std::error_code ignored;
    state.stopped = fs::exists(stopMark(), ignored);
    for (const RunIdentity& run : runIdentities(database)) {
        const bool abandoned = run.state == RunState::Running && !liveWorker(database, run.id);
        if (run.state == RunState::Done || run.state == RunState::Failed)
            ++state.ended;
        else if (run.state == RunState::Running && !abandoned)
            ++state.running;
        else
            ++state.waiting;
    }
    if (!state.trains) state.complaint = lastLineOf(log());
    return state;
}

JobRuns JobFolder::runs() const {
    return jobRunsFromJson(textOfFile(specs()), specs().string());
}

void JobFolder::writeSnapshot(const fs::path& out, const std::set<std::string>& known) const {
    SnapshotOptions options;
    for (auto& [uuid, run] : runs()) options.specs[uuid] = run.spec;
    {
        const auto database = Database::openForReading(this->database());
        for (const RunIdentity& run : runIdentities(database))
            if (run.state == RunState::Done && known.count(run.uuid) > 0) options.without.insert(run.uuid);
    }
    lightcl::writeSnapshot(database(), out, options);
}

} // namespace lightcl
