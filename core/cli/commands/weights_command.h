#pragma once

#include "cli/commands/command.h"

#include <string>

namespace lightcl {

/// `lightcl weights FILE [SPEC.toml]`: what a weights file holds, and what of it a spec's network can take.
class WeightsCommand : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    std::string file_;
    std::string spec_;
    bool all_ = false;
};

} // namespace lightcl
