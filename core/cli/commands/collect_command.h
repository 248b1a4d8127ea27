#pragma once

#include "cli/commands/command.h"

#include <string>

namespace lightcl {

/// `lightcl collect DIR`: takes what a cluster's jobs have left so far into one database.
class CollectCommand final : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    std::string folder_;
    std::string database_;
    bool checkpoints_ = false;
};

} // namespace lightcl
