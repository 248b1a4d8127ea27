#include "cli/backbones_command.h"

#include "cli/catalog_text.h"
#include "cli/json.h"
#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <ostream>

namespace lightcl {

namespace {

Json toJson(const BackboneInfo& backbone) {
    return {{"name", backbone.name},
            {"title", backbone.title},
            {"help", backbone.help},
            {"source", backbone.source},
            {"parameters", lightcl::toJson(backbone.parameters)}};
}

} // namespace

CLI::App* BackbonesCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("backbones", "List the networks and their parameters");
    addJsonOption(*command, json_, "Print JSON");
    return command;
}

int BackbonesCommand::execute(const Console& console) {
    auto json = Json::array();
    for (const auto& backbone : catalog().backbones()) {
        json.push_back(toJson(backbone));
        if (json_) continue;
        console.out << entryHeading(backbone.name, backbone.title, backbone.help, backbone.source)
                    << parameterTable(backbone.parameters) << "\n";
    }
    if (json_) console.out << toText(json);
    return 0;
}

} // namespace lightcl
