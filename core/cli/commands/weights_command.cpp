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
    command->add_option("file", file_, "A safetensors file, or a state_dict of torch.save")
        ->type_name("FILE")
        ->required();
    command->add_option("spec", spec_, "The experiment whose network would start from it")->type_name("SPEC.toml");
    command->footer("Nothing in the file is executed. With a spec, the exit code is 2 if the network cannot take it.");
    return command;
}

int WeightsCommand::execute(const Console& console) {
    const WeightsFile content = readWeightsFile(file_);
    if (spec_.empty()) {
        console.out << weightsText(content);
        return kExitDone;
    }
    const NetworkSpec network = networkOf(expandGrid(loadExperiment(spec_)).front());
    const WeightMatch match = matchWeights(network, content);
    console.out << matchText(match);
    return match.isUsable() ? kExitDone : kExitBadInput;
}

} // namespace lightcl
