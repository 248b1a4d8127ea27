#include "running/worker_end.h"

#include "runs/exit_code.h"
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
    const bool stoppedCleanly = end.signal == 0 && end.exitCode == kExitInterrupted;
    if (killed || stoppedCleanly || end.signal == SIGINT) return {RunState::Interrupted, {}, kExitInterrupted};
    if (end.signal == 0 && end.exitCode == 0) return {RunState::Failed, "worker ended before the run did", kExitFailed};
    const int exitCode = end.signal == 0 && end.exitCode == kExitBadInput ? kExitBadInput : kExitFailed;
    const bool hasStoredReason = end.signal == 0 && errorLines.empty() && stored.state == RunState::Failed;
    return {RunState::Failed, hasStoredReason ? stored.message : failureMessage(end, errorLines), exitCode};
}

} // namespace

WorkerEnd settleRun(Database& database, RunId run, const ProcessEnd& end, const std::deque<std::string>& errorLines,
                    bool killed) {
    const auto stored = RunReader(database).run(run);
    auto result = judge(stored, end, errorLines, killed);
    // A run whose worker ended before it took it over keeps the state it had; what the worker stored stays.
    RunStore(database).settle(run, result.state, result.message);
    return result;
}

} // namespace lightcl
