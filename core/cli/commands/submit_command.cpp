#include "cli/commands/submit_command.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "cli/commands/options.h"
#include "cluster/slurm.h"
#include "cluster/submission_folder.h"
#include "running/grid_words.h"
#include "running/worker_launch.h"
#include "runs/exit_code.h"
#include "text/shell_words.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <numeric>
#include <ostream>

namespace lightcl {

namespace {

std::string countedElements(std::size_t count) {
    return fmt::format("{} element{}", count, count == 1 ? "" : "s");
}

std::string ownProgram() {
    return (executableFolder() / "lightcl").string();
}

} // namespace

CLI::App* SubmitCommand::describe(CLI::App& program) {
    command_ = program.add_subcommand("submit", "Train an experiment in array jobs of a Slurm cluster");
    spec_.addTo(*command_);
    command_->get_option("spec")->required(false);
    command_->add_flag("--slurm", slurm_, "Submit to Slurm, by its sbatch");
    command_->add_option("--partition", wish_.partition, "Slurm's partition; by default the cluster's")->type_name("P");
    command_->add_option("--time", wish_.time, "The time limit of an element, as sbatch takes it: 2:00:00")
        ->type_name("T");
    command_->add_option("--at-a-time", wish_.atATime, "Most elements that run at once")
        ->type_name("N")
        ->check(CLI::Range(1, 1'000'000));
    command_->add_option("--pack", pack_, "Runs of an element, trained side by side; by default 1")
        ->type_name("N")
        ->check(CLI::Range(1, 1024));
    command_->add_option("--threads", threads_, "Threads of each run; by default 1, which trains most runs an hour")
        ->type_name("N")
        ->check(CLI::Range(1, 1024));
    addDatabaseOption(*command_, database_);
    command_->add_option("--dir", folder_, "The submission's folder, seen by all nodes; by default FILE.slurm/001, …")
        ->type_name("DIR");
    command_->add_flag("--again", again_, "Submit what the latest submission (or that of --dir) lacks");
    command_->add_flag("--dry-run", dryRun_, "Print the scripts that would be submitted, and submit nothing");
    command_->footer(
        "An element's runs go on bit for bit from their checkpoints after a time limit or a node's failure.\n"
        "`lightcl collect DIR` takes what there is into a database at any time.");
    return command_;
}

int SubmitCommand::execute(const Console& console) {
    if (again_ && !spec_.file.empty())
        throw InputError("--again: expected no SPEC.toml beside it: the submission has it");
    if (again_) return submitAgain(console);
    if (spec_.file.empty()) throw InputError("spec: expected SPEC.toml, or --again");
    if (!slurm_) throw InputError("submit: expected --slurm, the cluster to submit to");
    return submitNew(console);
}

std::vector<SlurmArray> SubmitCommand::arraysOf(const Submission& submission, const std::filesystem::path& folder,
                                                const std::vector<int>& elements) const {
    SlurmArray common{submission.name,   folder,           ownProgram(),   0, {},
                      submission.memory, submission.cores, submission.wish};
    std::vector<SlurmArray> arrays;
    std::vector<int> others = elements;
    // All others wait for the pretraining, so it is a job of its own.
    if (!submission.pretraining.empty() && !others.empty() && others.front() == 0) {
        arrays = slurmArrays(common, {0}, 1);
        others.erase(others.begin());
    }
    const auto rest = slurmArrays(common, others, slurmArrayLimit());
    arrays.insert(arrays.end(), rest.begin(), rest.end());
    return arrays;
}

int SubmitCommand::submit(const std::vector<SlurmArray>& arrays, const std::filesystem::path& folder, bool afterFirst,
                          const Console& console) const {
    if (dryRun_) {
        for (std::size_t i = 0; i < arrays.size(); ++i)
            console.out << slurmScript(arrays[i])
                        << (afterFirst && i > 0 ? "# submitted with --dependency=afterok:JOB of the first script\n"
                                                : "");
        return kExitDone;
    }
    std::string first;
    std::size_t elements = 0;
    std::string jobs;
    for (const SlurmArray& array : arrays) {
        const auto script = folder / fmt::format("array-{}.sh", submittedArrays(folder).size() + 1);
        writeFileAtomically(script, slurmScript(array));
        const std::string job = submitToSlurm(script, afterFirst ? first : std::string());
        addSubmittedArray(folder, {job, array.first});
        if (first.empty()) first = job;
        elements += array.indices.size();
        jobs += (jobs.empty() ? "" : ", ") + job;
    }
    console.out << fmt::format(
        "Submitted {} as job {}\nCollect:  lightcl collect {}{}\nWhat is missing later:  lightcl "
        "submit --again --dir {}\n",
        countedElements(elements), jobs, shellQuoted(folder.string()), databaseArgument(database_),
        shellQuoted(folder.string()));
    return kExitDone;
}

int SubmitCommand::submitNew(const Console& console) {
    // How much memory there is, is the cluster's matter.
    const auto prepared = prepareRuns(spec_.load(), {}, 0);
    for (const auto& method : prepared)
        for (const std::string& note : method.notes) console.err << "Note: " << note << '\n';
    if (const std::string grid = gridWords(prepared); !grid.empty()) console.err << "Grid: " << grid << '\n';
    Submission submission = planSubmission(prepared, pack_, threads_);
    submission.wish = wish_;
    const auto folder = folder_.empty() ? nextSubmission(submissionsFolder(databaseFile(database_)))
                                        : std::filesystem::absolute(folder_).lexically_normal();
    std::vector<int> elements(submission.elements.size());
    std::iota(elements.begin(), elements.end(), 0);
    const auto arrays = arraysOf(submission, folder, elements);
    for (const SlurmArray& array : arrays) slurmScript(array); // what it refuses is refused before a folder is made
    if (dryRun_) return submit(arrays, folder, !submission.pretraining.empty(), console);
    makeSubmission(folder, submission);
    try {
        return submit(arrays, folder, !submission.pretraining.empty(), console);
    } catch (const Error&) {
        // Refused as a whole: nothing is there that could be collected or submitted again.
        if (submittedArrays(folder).empty()) removeSubmission(folder);
        throw;
    }
}

int SubmitCommand::submitAgain(const Console& console) {
    const auto folder = folder_.empty() ? latestSubmission(submissionsFolder(databaseFile(database_)))
                                        : std::filesystem::absolute(folder_).lexically_normal();
    Submission submission = readManifest(folder);
    if (!wish_.partition.empty()) submission.wish.partition = wish_.partition;
    if (!wish_.time.empty()) submission.wish.time = wish_.time;
    if (wish_.atATime > 0) submission.wish.atATime = wish_.atATime;
    std::vector<std::string> jobs;
    for (const SubmittedArray& array : submittedArrays(folder)) jobs.push_back(array.job);
    const auto missing = missingElements(folder, submission, slurmTasks(jobs));
    if (missing.empty()) {
        console.out << "Nothing is missing: every element is done, waits or runs.\n";
        return kExitDone;
    }
    const bool withPretraining = !submission.pretraining.empty() && missing.front() == 0;
    return submit(arraysOf(submission, folder, missing), folder, withPretraining, console);
}

} // namespace lightcl
