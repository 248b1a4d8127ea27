#pragma once

#include "cli/commands/command.h"

#include <string>

namespace lightcl {

/// `lightcl runs`: the runs of a database.
class RunsCommand : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    std::string database_;
    bool json_ = false;
};

} // namespace lightcl
