#include "cli/commands/branch_command.h"
#include "cli/commands/bundle_command.h"
#include "cli/commands/catalog_command.h"
#include "cli/commands/checkpoints_command.h"
#include "cli/commands/collect_command.h"
#include "cli/commands/command.h"
#include "cli/commands/compare_command.h"
#include "cli/commands/cost_command.h"
#include "cli/commands/devices_command.h"
#include "cli/commands/element_command.h"
#include "cli/commands/export_command.h"
#include "cli/commands/fetch_command.h"
#include "cli/commands/follow_command.h"
#include "cli/commands/import_command.h"
#include "cli/commands/job_command.h"
#include "cli/commands/marks_commands.h"
#include "cli/commands/merge_command.h"
#include "cli/commands/pretrain_command.h"
#include "cli/commands/report_command.h"
#include "cli/commands/resume_command.h"
#include "cli/commands/run_command.h"
#include "cli/commands/runs_command.h"
#include "cli/commands/stop_command.h"
#include "cli/commands/submit_command.h"
#include "cli/commands/weights_command.h"

namespace lightcl {

std::vector<std::unique_ptr<Command>> allCommands() {
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(std::make_unique<RunCommand>());
    commands.push_back(std::make_unique<ResumeCommand>());
    commands.push_back(std::make_unique<BranchCommand>());
    commands.push_back(std::make_unique<FollowCommand>());
    commands.push_back(std::make_unique<StopCommand>());
    commands.push_back(std::make_unique<DevicesCommand>());
    commands.push_back(std::make_unique<FetchCommand>());
    commands.push_back(std::make_unique<SubmitCommand>());
    commands.push_back(std::make_unique<CollectCommand>());
    commands.push_back(std::make_unique<RunsCommand>());
    commands.push_back(std::make_unique<TagCommand>());
    commands.push_back(std::make_unique<NoteCommand>());
    commands.push_back(std::make_unique<ArchiveCommand>());
    commands.push_back(std::make_unique<MergeCommand>());
    commands.push_back(std::make_unique<CheckpointsCommand>());
    commands.push_back(std::make_unique<CompareCommand>());
    commands.push_back(std::make_unique<ReportCommand>());
    commands.push_back(std::make_unique<CostCommand>());
    commands.push_back(std::make_unique<PretrainCommand>());
    commands.push_back(std::make_unique<ExportCommand>());
    commands.push_back(std::make_unique<ImportCommand>());
    commands.push_back(std::make_unique<BundleCommand>());
    commands.push_back(std::make_unique<WeightsCommand>());
    commands.push_back(std::make_unique<CatalogCommand>(methodsListing()));
    commands.push_back(std::make_unique<CatalogCommand>(datasetsListing()));
    commands.push_back(std::make_unique<CatalogCommand>(backbonesListing()));
    commands.push_back(std::make_unique<JobCommand>());
    commands.push_back(std::make_unique<ElementCommand>());
    return commands;
}

} // namespace lightcl
