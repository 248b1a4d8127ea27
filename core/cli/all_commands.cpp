#include "cli/catalog_command.h"
#include "cli/command.h"
#include "cli/cost_command.h"
#include "cli/export_command.h"
#include "cli/pretrain_command.h"
#include "cli/report_command.h"
#include "cli/resume_command.h"
#include "cli/run_command.h"
#include "cli/runs_command.h"
#include "cli/weights_command.h"

namespace lightcl {

std::vector<std::unique_ptr<Command>> allCommands() {
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(std::make_unique<RunCommand>());
    commands.push_back(std::make_unique<ResumeCommand>());
    commands.push_back(std::make_unique<RunsCommand>());
    commands.push_back(std::make_unique<ReportCommand>());
    commands.push_back(std::make_unique<CostCommand>());
    commands.push_back(std::make_unique<PretrainCommand>());
    commands.push_back(std::make_unique<ExportCommand>());
    commands.push_back(std::make_unique<WeightsCommand>());
    commands.push_back(std::make_unique<CatalogCommand>(methodsListing()));
    commands.push_back(std::make_unique<CatalogCommand>(datasetsListing()));
    commands.push_back(std::make_unique<CatalogCommand>(backbonesListing()));
    return commands;
}

} // namespace lightcl
