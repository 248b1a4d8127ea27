#include "cli/commands/job_command.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/process.h"
#include "cli/commands/options.h"
#include "cli/process/train_runs.h"
#include "remote/job_folder.h"
#include "runs/exit_code.h"
#include "store/run_identities.h"
#include "store/run_store.h"

#include <CLI/CLI.hpp>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <system_error>
#include <unistd.h>

namespace lightcl {

namespace {

/// Apart from whoever started it: no terminal, no connection, its words in the job's log.
void leaveStarter(const JobFolder& job) {
    ::setsid();
    std::signal(SIGHUP, SIG_IGN);
    const Descriptor null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    const Descriptor log(::open(job.log().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666));
    ::dup2(null.get(), STDIN_FILENO);
    ::dup2(log.isOpen() ? log.get() : null.get(), STDOUT_FILENO);
    ::dup2(log.isOpen() ? log.get() : null.get(), STDERR_FILENO);
}

std::vector<RunId> waitingJobRuns(const Database& database) {
    std::vector<RunId> runs;
    for (const RunIdentity& run : runIdentities(database))
        if (run.state == RunState::Queued || run.state == RunState::Interrupted) runs.push_back(run.id);
    return runs;
}

/// Trains what waits, and says in the log why it does not.
int trainJob(const JobFolder& job, int threads) {
    const Console console = Console::standard();
    try {
        const auto self = ProcessIdentity::of(::getpid());
        writeFileAtomically(job.path() / "driver", fmt::format("{} {} {}\n", self.pid, self.startTicks, self.place));
        auto database = Database::openForWriting(job.database());
        RunStore(database).recoverAbandoned();
        TrainOptions options;
        options.databaseOption = job.database().string();
        options.wish.threads = threads;
        return trainRuns(database, waitingJobRuns(database), options, console);
    } catch (const std::exception& error) {
        std::cerr << "lightcl: " << error.what() << std::endl;
        return kExitFailed;
    }
}

} // namespace

CLI::App* JobCommand::describe(CLI::App& program) {
    command_ =
        program.add_subcommand("job", "Train and show the runs of a job, for `lightcl run --on` of another machine");
    command_->group(""); // people use `lightcl devices`
    command_->require_subcommand(1);
    const auto add = [&](const char* name, const char* help) {
        auto* one = command_->add_subcommand(name, help);
        one->add_option("folder", folder_, "The job's folder")->type_name("DIR")->required();
        return one;
    };
    addThreadsOption(*add("start", "Let the job train, apart from this program"), threads_);
    add("state", "Print how the job stands, as JSON");
    add("snapshot", "Write a snapshot of its database to standard output, without the runs that standard input names");
    add("stop", "Stop its runs at their next step");
    return command_;
}

int JobCommand::execute(const Console& console) {
    const std::string what = command_->get_subcommands().front()->get_name();
    const JobFolder job{folder_};
    if (!std::filesystem::exists(job.database()))
        throw InputError(fmt::format("{}: expected the folder of a job", folder_));
    if (what == "start") return start(console);
    if (what == "snapshot") return snapshot(console);
    if (what == "stop") {
        job.stop();
        return kExitDone;
    }
    console.out << toJsonLine(job.state()) << "\n";
    return kExitDone;
}

int JobCommand::start(const Console& console) const {
    const JobFolder job{folder_};
    const Descriptor claim = job.claim();
    if (!claim.isOpen()) {
        console.out << "trains already\n";
        return kExitDone;
    }
    std::error_code ignored;
    std::filesystem::remove(job.stopMark(), ignored);
    console.out.flush();
    const pid_t child = ::fork();
    if (child < 0) throw Error(fmt::format("cannot start a process: {}", std::strerror(errno)));
    if (child > 0) {
        console.out << "started\n";
        return kExitDone;
    }
    // The claim is inherited, and lost when this process ends.
    leaveStarter(job);
    ::_exit(trainJob(job, threads_));
}

int JobCommand::snapshot(const Console& console) const {
    const JobFolder job{folder_};
    std::set<std::string> known;
    for (std::string uuid; std::getline(std::cin, uuid);) known.insert(uuid);
    const auto file = job.path() / fmt::format(".snapshot-{}", ::getpid());
    job.writeSnapshot(file, known);
    std::ifstream bytes(file, std::ios::binary);
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    console.out << bytes.rdbuf();
    if (!bytes || !console.out) throw Error("the snapshot could not be written completely");
    return kExitDone;
}

} // namespace lightcl
