#pragma once

#include "cli/commands/command.h"
#include "runs/rows.h"

#include <string>
#include <vector>

namespace lightcl {

/// `lightcl export RUN --out FILE`: a run's network as a weights file for Python. `lightcl export RUN… --format
/// jsonl|tensorboard --out DIR`: what was measured of runs, for other programs.
class ExportCommand : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    [[nodiscard]] int exportRows(const Console& console) const;

    std::vector<RunId> runs_;
    std::string format_ = "weights";
    std::string database_;
    std::string out_;
};

} // namespace lightcl
