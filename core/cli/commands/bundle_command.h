#pragma once

#include "cli/commands/command.h"
#include "runs/rows.h"

#include <string>
#include <vector>

namespace lightcl {

/// `lightcl bundle RUN… --out FILE.zip`: runs with all that another workbench needs to show them and train them anew.
class BundleCommand final : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    std::vector<RunId> runs_;
    std::string database_;
    std::string out_;
};

} // namespace lightcl
