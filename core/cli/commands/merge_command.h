#pragma once

#include "cli/commands/command.h"

#include <string>
#include <vector>

namespace lightcl {

/// `lightcl merge OUT IN…`: the runs of several databases in one.
class MergeCommand final : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    std::string out_;
    std::vector<std::string> in_;
    bool withoutCheckpoints_ = false;
};

} // namespace lightcl
