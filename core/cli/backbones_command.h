#pragma once

#include "cli/command.h"

namespace lightcl {

/// `lightcl backbones`: the networks and their parameters.
class BackbonesCommand : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    bool json_ = false;
};

} // namespace lightcl
