#include "running/worker_end.h"

#include "store/run_reader.h"
#include "store/run_store.h"

#include <csignal>
#include <cstring>
#include <fmt/format.h>

namespace lightcl {

namespace {

std::string lastWord(const LastWords& words) {
    return words.lines().empty() ? std::string() : words.lines().back();
}

std::string signalReason(int number) {
    if (number == SIGKILL) return "the worker was killed (signal 9), often for want of memory";
    return fmt::format("the worker crashed (signal {}, {})", number, strsignal(number));
}

/// A worker that gives up says why in its last line.
std::string failureReason(const ProcessEnd& end, const std::string& lastWord) {
    if (end.signal == 0 && !lastWord.empty()) return lastWord;
    if (end.signal == 0) return fmt::format("the worker ended with exit code {}", end.exitCode);
    const auto reason = signalReason(end.signal);
    return lastWord.empty() ? reason : fmt::format("{}; its last words: {}", reason, lastWord);
}

bool stoppedAsAsked(const ProcessEnd& end, bool stopAsked) {
    if (end.signal == 0) return end.exitCode == kExitInterrupted || (stopAsked && end.exitCode == kExitDone);
    return end.signal == SIGINT || end.signal == SIGTERM || (stopAsked && end.signal == SIGKILL);
}

WorkerEnd judge(const RunSummary& stored, const ProcessEnd& end, const LastWords& words, bool stopAsked) {
    if (stored.state == RunState::Done) return {RunState::Done, {}, kExitDone};
    if (!end.startError.empty()) return {RunState::Failed, end.startError, kExitFailed};
    if (stoppedAsAsked(end, stopAsked)) return {RunState::Interrupted, {}, kExitInterrupted};
    if (end.signal == 0 && end.exitCode == kExitDone)
        return {RunState::Failed, "the worker ended without finishing the run", kExitFailed};
    const bool badInput = end.signal == 0 && end.exitCode == kExitBadInput;
    const bool hasStoredReason = end.signal == 0 && words.lines().empty() && stored.state == RunState::Failed;
    return {RunState::Failed, hasStoredReason ? stored.message : failureReason(end, lastWord(words)),
            badInput ? kExitBadInput : kExitFailed};
}

std::string messageFor(const WorkerEnd& end, const LastWords& words) {
    if (end.state != RunState::Failed) return {};
    std::string message = end.reason;
    for (std::size_t i = 0; i < words.lines().size(); ++i) {
        const bool isInReason = i + 1 == words.lines().size() && end.reason.ends_with(words.lines()[i]);
        if (!isInReason) message += '\n' + words.lines()[i];
    }
    return message;
}

} // namespace

WorkerEnd settleRun(Database& database, RunId run, const ProcessEnd& end, const LastWords& words, bool stopAsked) {
    auto result = judge(RunReader(database).run(run), end, words, stopAsked);
    RunStore(database).settle(run, result.state, messageFor(result, words));
    return result;
}

} // namespace lightcl
