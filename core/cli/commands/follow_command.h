#pragma once

#include "cli/commands/command.h"
#include "runs/rows.h"

#include <string>
#include <vector>

namespace lightcl {

/// `lightcl follow RUN…`: shows runs that another program trains until they end.
class FollowCommand : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    std::vector<RunId> runs_;
    std::string database_;
    bool json_ = false;
};

} // namespace lightcl
