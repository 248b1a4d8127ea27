#include "cli/commands/element_command.h"

#include "cli/process/train_element.h"

#include <CLI/CLI.hpp>

namespace lightcl {

CLI::App* ElementCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("element", "Train an element of a submission, for the script of `lightcl "
                                                      "submit`");
    command->group(""); // people use `lightcl submit`
    command->add_option("folder", folder_, "The submission's folder")->type_name("DIR")->required();
    command->add_option("number", number_, "Which of its elements, from 0")->type_name("N")->required();
    return command;
}

int ElementCommand::execute(const Console& console) {
    return trainElement(folder_, number_, console);
}

} // namespace lightcl
