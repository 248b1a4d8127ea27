#pragma once

#include "cli/commands/command.h"
#include "runs/rows.h"

#include <string>

namespace lightcl {

/// `lightcl export RUN --out FILE`: a run's network as a weights file for Python.
class ExportCommand : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    RunId run_ = 0;
    std::string database_;
    std::string out_;
};

} // namespace lightcl
