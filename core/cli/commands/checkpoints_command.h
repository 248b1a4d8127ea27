#pragma once

#include "cli/commands/command.h"
#include "runs/rows.h"

#include <string>
#include <vector>

namespace lightcl {

/// `lightcl checkpoints [RUN…]`: the checkpoints that runs kept after their tasks.
class CheckpointsCommand : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    std::vector<RunId> runs_;
    std::string database_;
    bool delete_ = false;
    bool json_ = false;
};

} // namespace lightcl
