#pragma once

#include "cli/commands/command.h"
#include "cli/commands/spec_options.h"
#include "cli/display/cost_text.h"
#include "running/machine_pace.h"
#include "running/queue_runs.h"

#include <string>
#include <vector>

namespace lightcl {

/// `lightcl cost SPEC.toml…`: what training would need, predicted; no dataset is read. Several specs stand side by side
/// in the table that is laid out as LightCL's Table 1.
class CostCommand : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    [[nodiscard]] std::vector<ExperimentSpec> load() const;
    /// By the runs in the database, if there is one.
    [[nodiscard]] MachinePace pace() const;
    /// A method's prediction, with the line asked for where its method has one.
    [[nodiscard]] MethodCost costOf(const PreparedMethod& method, const DatasetInfo& dataset) const;

    SpecOptions spec_;
    std::vector<std::string> more_; ///< further specs
    std::string convention_ = "exact";
    std::string freeze_; ///< a stage
    std::string database_;
    bool json_ = false;
    bool latex_ = false;
};

} // namespace lightcl
