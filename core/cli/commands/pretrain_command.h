#pragma once

#include "cli/commands/command.h"
#include "cli/commands/spec_options.h"
#include "cli/process/train_runs.h"

namespace lightcl {

/// `lightcl pretrain SPEC.toml --out FILE`: trains the spec's first method with its first seed, and writes the network
/// for other specs to start from.
class PretrainCommand : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    SpecOptions spec_;
    TrainOptions options_;
    bool anyMemory_ = false;
    std::string out_;
};

} // namespace lightcl
