#include "cli/commands/merge_command.h"

#include "base/error.h"
#include "cli/commands/run_numbers.h"
#include "exchange/bundle.h"
#include "runs/exit_code.h"
#include "text/printable.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <ostream>

namespace lightcl {

namespace {

std::string countedRuns(std::size_t count) {
    return fmt::format("{} run{}", count, count == 1 ? "" : "s");
}

void tellMerged(std::ostream& out, const MergedSource& source) {
    out << printable(source.file.string()) << ": " << countedRuns(source.taken.size()) << " taken";
    if (!source.known.empty()) out << fmt::format(", {} known already", source.known.size());
    if (!source.running.empty()) {
        const std::string numbers = runNumbers(source.running);
        out << fmt::format(", {} left out because they are running{}", source.running.size(),
                           numbers.empty() ? "" : " (" + numbers + ")");
    }
    out << "\n";
    for (const auto& [from, to] : source.taken)
        if (from != to) out << fmt::format("  run {} is run {} now\n", from, to);
    for (const auto& note : source.notes) out << "  " << note << "\n";
}

} // namespace

CLI::App* MergeCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("merge", "Take the runs of other databases into one");
    command->add_option("out", out_, "The database that gets the runs; made where there is none")
        ->type_name("OUT")
        ->required();
    command->add_option("in", in_, "Databases or bundles whose runs are taken; they stay as they are")
        ->type_name("IN")
        ->required()
        ->expected(1, -1);
    command->add_flag("--without-checkpoints", withoutCheckpoints_,
                      "Leave the runs' checkpoints behind: they cannot be resumed, branched or exported then");
    command->footer("All or nothing. A run that OUT has already, by its run_uuid, is left as it is; running runs are\n"
                    "left out. Runs whose number is taken get a new one.");
    return command;
}

int MergeCommand::execute(const Console& console) {
    MergeOptions options;
    options.checkpoints = !withoutCheckpoints_;
    try {
        std::size_t taken = 0;
        for (const auto& source : mergeFiles(out_, {in_.begin(), in_.end()}, options)) {
            tellMerged(console.out, source);
            taken += source.taken.size();
        }
        console.out << printable(out_) << " has " << countedRuns(taken) << " more\n";
        return kExitDone;
    } catch (const MergeError& error) {
        console.out.flush();
        for (const auto& line : error.lines()) console.err << "lightcl: " << printable(line) << "\n";
        console.err << "lightcl: " << printable(out_) << ": nothing was merged" << std::endl;
        return kExitBadInput;
    }
}

} // namespace lightcl
