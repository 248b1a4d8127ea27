#pragma once

#include "cli/command.h"
#include "cli/spec_options.h"

#include <string>

namespace lightcl {

/// `lightcl cost SPEC.toml`: what training would need, predicted; no dataset is read.
class CostCommand : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    SpecOptions spec_;
    std::string convention_ = "exact";
    bool json_ = false;
};

} // namespace lightcl
