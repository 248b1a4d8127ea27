#pragma once

#include "cli/commands/command.h"
#include "runs/rows.h"

#include <string>
#include <vector>

namespace lightcl {

/// `lightcl report RUN…`: tables and figures of runs in a format to read, process or print.
class ReportCommand : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    [[nodiscard]] std::string format() const;
    void requireFile(const Console& console) const;

    std::vector<RunId> runs_;
    std::string database_;
    std::string format_; ///< empty: as the end of the file says
    std::string out_;
};

} // namespace lightcl
