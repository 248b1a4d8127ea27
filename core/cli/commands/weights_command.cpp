#include "cli/commands/weights_command.h"

#include "cli/display/weights_text.h"
#include "runs/exit_code.h"
#include "spec/method_network.h"
#include "spec/spec_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <ostream>

namespace lightcl {

CLI::App* WeightsCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("weights", "List a weights file, or compare it with a spec's network");
    command->add_option("file", file_, "A safetensors file, or what torch.save wrote")->type_name("FILE")->required();
    command->add_option("spec", spec_, "The experiment whose network would start from it")->type_name("SPEC.toml");
    command->add_flag("--all", all_, "List every name, not only the first ones");
    command->footer(
        "Nothing in the file is executed. The exit code is 2 where values are not finite or impossible, and, with a "
        "spec, if its network cannot take the file.");
    return command;
}

int WeightsCommand::execute(const Console& console) {
    const WeightsFile content = readWeightsFile(file_);
    if (spec_.empty()) {
        console.out << weightsText(content, all_);
        return impossibleValues(content).empty() ? kExitDone : kExitBadInput;
    }
    const NetworkSpec network = networkOf(expandGrid(loadExperiment(spec_)).front());
    const WeightMatch match = matchWeights(network, content);
    console.out << matchText(match, content, all_);
    return match.isUsable() ? kExitDone : kExitBadInput;
}

} // namespace lightcl
