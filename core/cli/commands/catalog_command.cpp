#include "cli/commands/catalog_command.h"

#include "cli/commands/options.h"
#include "runs/exit_code.h"

#include <CLI/CLI.hpp>
#include <ostream>

namespace lightcl {

CLI::App* CatalogCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand(listing_.command, listing_.help);
    addJsonOption(*command, json_, "Print JSON");
    return command;
}

int CatalogCommand::execute(const Console& console) {
    auto json = Json::array();
    for (auto& entry : listing_.entries()) {
        if (json_)
            json.push_back(std::move(entry.json));
        else
            console.out << entry.text << "\n";
    }
    if (json_) console.out << toText(json);
    return kExitDone;
}

} // namespace lightcl
