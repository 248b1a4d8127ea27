#include "cli/methods_command.h"

#include "cli/catalog_text.h"
#include "cli/json.h"
#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <ostream>

namespace lightcl {

namespace {

Json toJson(const MethodInfo& method) {
    auto refusals = Json::object();
    for (const auto& [scenario, reason] : method.refusals) refusals[scenario] = reason;
    return {{"name", method.name},     {"title", method.title}, {"help", method.help},
            {"source", method.source}, {"refusals", refusals},  {"parameters", lightcl::toJson(method.parameters)}};
}

} // namespace

CLI::App* MethodsCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("methods", "List the methods and their parameters");
    addJsonOption(*command, json_, "Print JSON");
    return command;
}

int MethodsCommand::execute(const Console& console) {
    auto json = Json::array();
    for (const auto& method : catalog().methods()) {
        json.push_back(toJson(method));
        if (json_) continue;
        console.out << entryHeading(method.name, method.title, method.help, method.source);
        for (const auto& [scenario, reason] : method.refusals)
            console.out << "  Not " << scenario << ": " << reason << "\n";
        console.out << parameterTable(method.parameters) << "\n";
    }
    if (json_) console.out << toText(json);
    return 0;
}

} // namespace lightcl
