#pragma once

#include "cli/commands/command.h"
#include "cli/process/train_runs.h"

#include <cstdint>

namespace lightcl {

/// `lightcl resume RUN…`: goes on with queued, interrupted or failed runs.
class ResumeCommand : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    std::vector<RunId> runs_;
    TrainOptions options_;
    std::int64_t budget_ = 0; ///< bytes; 0: not given
    bool noBudget_ = false;
    bool all_ = false;
    bool takeOver_ = false;
};

} // namespace lightcl
