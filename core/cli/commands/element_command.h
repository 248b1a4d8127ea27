#pragma once

#include "cli/commands/command.h"

#include <string>

namespace lightcl {

/// `lightcl element FOLDER N`: what an array job calls on its node.
class ElementCommand final : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    std::string folder_;
    int number_ = 0;
};

} // namespace lightcl
