#pragma once

#include "cli/command.h"

namespace lightcl {

/// `lightcl datasets`: the datasets: which are here, and where to get the others.
class DatasetsCommand : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    bool json_ = false;
};

} // namespace lightcl
