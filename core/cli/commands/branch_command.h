#pragma once

#include "cli/commands/command.h"
#include "cli/process/train_runs.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lightcl {

/// `lightcl branch RUN --task K`: trains a run from another's checkpoint after a task on, with other settings.
class BranchCommand : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    RunId parent_ = 0;
    int task_ = 0;
    std::vector<std::string> settings_;
    TrainOptions options_;
    std::int64_t budget_ = 0; ///< bytes; 0: not given
    bool anyMemory_ = false;
};

} // namespace lightcl
