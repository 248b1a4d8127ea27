#pragma once

#include "cli/commands/command.h"
#include "cli/commands/spec_options.h"
#include "cli/process/train_runs.h"

#include <string>

namespace lightcl {

/// `lightcl run SPEC.toml`: queues every cell of the experiment's grid and trains them.
class RunCommand : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    SpecOptions spec_;
    TrainOptions options_;
    bool anyMemory_ = false;
    std::string device_; ///< empty: this machine
};

} // namespace lightcl
