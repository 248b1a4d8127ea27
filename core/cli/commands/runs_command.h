#pragma once

#include "cli/commands/command.h"
#include "figures/run_record.h"

#include <string>
#include <vector>

namespace lightcl {

/// `lightcl runs`: the runs of a database, by themselves or in groups.
class RunsCommand : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    [[nodiscard]] int listGroups(const Console& console, const std::vector<RunRecord>& records) const;

    std::string database_;
    std::string where_;
    std::string groupBy_;
    bool archived_ = false;
    bool json_ = false;
    std::string format_;
};

} // namespace lightcl
