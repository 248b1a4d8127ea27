#pragma once

#include "cli/commands/command.h"

#include <string>

namespace lightcl {

/// `lightcl fetch NAME`: brings home what a device has measured and this machine lacks.
class FetchCommand final : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    std::string device_;
    std::string database_;
    bool checkpoints_ = false;
    bool follow_ = false;
};

} // namespace lightcl
