#include "cli/process/train_runs.h"

#include "cli/commands/options.h"
#include "cli/commands/run_numbers.h"
#include "cli/process/training_session.h"
#include "report/text/report_tables.h"
#include "running/choose_settings.h"
#include "running/pretraining_wait.h"
#include "running/worker_launch.h"
#include "runs/exit_code.h"
#include "store/run_reader.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <utility>

namespace lightcl {

namespace {

RunQueue queueOf(const Database& database, const std::vector<RunId>& runs, const TrainingWish& wish) {
    RunQueue queue(usableCores());
    for (const auto run : runs) queue.add(waitingRun(database, run, wish, queue.cores()));
    return queue;
}

std::vector<RunSummary> summariesOf(const Database& database, const std::vector<RunId>& runs) {
    const RunReader reader(database);
    std::vector<RunSummary> summaries;
    summaries.reserve(runs.size());
    for (const auto run : runs) summaries.push_back(reader.run(run));
    return summaries;
}

std::vector<RunId> runsIn(const std::vector<RunSummary>& runs, std::initializer_list<RunState> states) {
    std::vector<RunId> ids;
    for (const auto& run : runs)
        if (std::find(states.begin(), states.end(), run.state) != states.end()) ids.push_back(run.id);
    return ids;
}

std::string conclusion(const std::vector<RunSummary>& runs, const Database& database,
                       const std::string& databaseOption) {
    auto text = fmt::format("\n{}\nStored in {}\n", toText(runTable(runs)), database.file().string());
    std::vector<RunSummary> compared;
    std::copy_if(runs.begin(), runs.end(), std::back_inserter(compared),
                 [](const RunSummary& run) { return !run.isApart(); });
    const auto done = runsIn(compared, {RunState::Done});
    if (!done.empty()) {
        // Without numbers, a report is of all finished runs.
        const auto numbers = runNumbers(done);
        text += fmt::format("Report:   lightcl report{}{}{} --format html --out report.html\n",
                            numbers.empty() ? "" : " ", numbers, databaseArgument(databaseOption));
    }
    return text;
}

/// "interrupted; go on with: lightcl resume 3 4 --db FILE", empty when nothing waits.
std::string howToGoOn(const std::vector<RunSummary>& runs, const std::string& databaseOption) {
    const auto waiting = runsIn(runs, {RunState::Queued, RunState::Interrupted});
    if (waiting.empty()) return {};
    const auto numbers = runNumbers(waiting);
    return fmt::format("interrupted{}; go on with: lightcl resume {}{}",
                       numbers.empty() || waiting.size() > 20 ? fmt::format(", {} runs wait", waiting.size()) : "",
                       numbers.empty() ? "--all" : numbers, databaseArgument(databaseOption));
}

} // namespace

std::string conclusionOf(const Database& database, const std::vector<RunId>& runs, const std::string& databaseOption) {
    return conclusion(summariesOf(database, runs), database, databaseOption);
}

int trainRuns(Database& database, const std::vector<RunId>& asked, const TrainOptions& options,
              const Console& console) {
    const auto runs = withPretrainings(database, asked);
    const auto worker = findWorkerProgram();
    database.setPatience({kLongPatience, [&](const std::string& notice) {
                              console.err << "lightcl: " << database.file().string() << ": " << notice << std::endl;
                          }});
    auto queue = queueOf(database, runs, options.wish);
    const auto display = makeRunDisplay(console, options.json);
    const int code = TrainingSession(database, *display, console.err, worker).train(std::move(queue));
    database.requireInPlace();
    const auto summaries = summariesOf(database, runs);
    if (!options.json) console.out << conclusion(summaries, database, options.databaseOption) << std::flush;
    const auto advice = howToGoOn(summaries, options.databaseOption);
    if (!advice.empty()) console.err << "lightcl: " << advice << std::endl;
    return code;
}

int trainAndChoose(Database& database, const std::vector<RunId>& runs, const TrainOptions& options,
                   const Console& console) {
    int code = trainRuns(database, runs, options, console);
    if (code != kExitInterrupted) {
        const auto chosen = queueChosen(database);
        if (!chosen.empty()) {
            console.err << fmt::format("Selection: the first task has chosen; {} to train with what it chose\n",
                                       chosen.size() == 1 ? "a run is" : fmt::format("{} runs are", chosen.size()));
            code = std::max(code, trainRuns(database, chosen, options, console));
        }
    }
    for (const std::string& words : choicesOf(database).words(runs)) console.err << "Selection: " << words << std::endl;
    return code;
}

} // namespace lightcl
