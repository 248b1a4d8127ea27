#pragma once

#include "cli/commands/command.h"

#include <string>

namespace lightcl {

/// `lightcl job start|train|state|snapshot|stop FOLDER`: what other machines call on a device, by SSH.
class JobCommand final : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    [[nodiscard]] int start(const Console& console) const;
    [[nodiscard]] int snapshot(const Console& console) const;

    CLI::App* command_ = nullptr;
    std::string folder_;
    int threads_ = 0;
};

} // namespace lightcl
