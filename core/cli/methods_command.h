#pragma once

#include "cli/command.h"

namespace lightcl {

/// `lightcl methods`: the training methods, their parameters and papers.
class MethodsCommand : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    bool json_ = false;
};

} // namespace lightcl
