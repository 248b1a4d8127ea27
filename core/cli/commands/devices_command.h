#pragma once

#include "cli/commands/command.h"
#include "remote/device.h"

#include <string>

namespace lightcl {

/// `lightcl devices add|list|check|setup|stop|resume|remove`: machines that are reached by SSH.
class DevicesCommand final : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    void describeAdd(CLI::App& command);
    void describeOthers(CLI::App& command);
    [[nodiscard]] int add(const Console& console);
    [[nodiscard]] int list(const Console& console) const;
    [[nodiscard]] int check(const Console& console) const;
    [[nodiscard]] int setUp(const Console& console) const;
    [[nodiscard]] int remove(const Console& console) const;
    [[nodiscard]] int stopOrResume(const Console& console, bool stops) const;

    CLI::App* command_ = nullptr;
    Device device_;
    std::string memory_;
    bool json_ = false;
};

} // namespace lightcl
