#pragma once

#include "cli/commands/command.h"
#include "runs/rows.h"

#include <string>
#include <vector>

namespace lightcl {

/// `lightcl stop RUN…`: stops runs, whichever program trains them.
class StopCommand : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    std::vector<RunId> runs_;
    std::string database_;
};

} // namespace lightcl
