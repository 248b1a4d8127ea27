#include "cli/worker_end.h"

#include "cli/exit_code.h"
#include "store/run_reader.h"
#include "store/run_store.h"

#include <csignal>
#include <fmt/format.h>

namespace lightcl {

namespace {

std::string withoutProgramName(const std::string& line) {
    const std::string prefix = "lightcl-worker: ";
    return line.starts_with(prefix) ? line.substr(prefix.size()) : line;
}

std::string failureMessage(const ProcessEnd& end, const std::deque<std::string>& errorLines) {
    const auto lastWords = errorLines.empty() ? std::string() : withoutProgramName(errorLines.back());
    if (end.signal == 0) return lastWords.empty() ? fmt::format("worker ended with {}", end.description()) : lastWords;
    auto message = fmt::format("worker ended by {}", end.description());
    if (end.signal == SIGKILL) message += ", perhaps for want of memory";
    return lastWords.empty() ? message : fmt::format("{}; its last words: {}", message, lastWords);
}

WorkerEnd judge(const RunSummary& stored, const ProcessEnd& end, const std::deque<std::string>& errorLines,
                bool killed) {
    if (stored.state == RunState::Done) return {RunState::Done, {}, kExitDone};
    const bool stoppedByUser = killed || (end.signal == 0 && end.exitCode == kExitInterrupted);
    if (stoppedByUser || (end.signal == SIGINT)) return {RunState::Interrupted, {}, kExitInterrupted};
    const int exitCode = end.signal == 0 && end.exitCode == kExitBadInput ? kExitBadInput : kExitFailed;
    if (stored.state == RunState::Failed && !stored.message.empty())
        return {RunState::Failed, stored.message, exitCode};
    if (end.signal == 0 && end.exitCode == 0) return {RunState::Failed, "worker ended before the run did", kExitFailed};
    return {RunState::Failed, failureMessage(end, errorLines), exitCode};
}

void store(Database& database, const RunSummary& stored, const WorkerEnd& end) {
    RunStore runs(database);
    // A worker that died before it took the run leaves it queued; only a running run can fail.
    if (stored.state == RunState::Queued && end.state == RunState::Failed) runs.start(stored.id, 0, stored.threads);
    runs.finish(stored.id, end.state, end.message);
}

} // namespace

WorkerEnd settleRun(Database& database, RunId run, const ProcessEnd& end, const std::deque<std::string>& errorLines,
                    bool killed) {
    const auto stored = RunReader(database).run(run);
    auto result = judge(stored, end, errorLines, killed);
    const bool isOpen = stored.state == RunState::Running || stored.state == RunState::Queued;
    // A resumed run that never started keeps the state it had.
    if (isOpen) store(database, stored, result);
    return result;
}

} // namespace lightcl
