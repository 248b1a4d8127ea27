#pragma once

#include "cli/commands/command.h"
#include "cli/commands/spec_options.h"
#include "cluster/submission.h"

#include <filesystem>
#include <string>
#include <vector>

namespace lightcl {

/// `lightcl submit SPEC.toml --slurm`: trains every cell of the grid in array jobs of a Slurm cluster.
class SubmitCommand final : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    [[nodiscard]] int submitNew(const Console& console);
    [[nodiscard]] int submitAgain(const Console& console);
    [[nodiscard]] std::vector<SlurmArray> arraysOf(const Submission& submission, const std::filesystem::path& folder,
                                                   const std::vector<int>& elements) const;
    [[nodiscard]] int submit(const std::vector<SlurmArray>& arrays, const std::filesystem::path& folder,
                             bool afterFirst, const Console& console) const;

    CLI::App* command_ = nullptr;
    SpecOptions spec_;
    SlurmWish wish_;
    std::string database_;
    std::string folder_;
    int pack_ = 1;
    int threads_ = 1;
    bool slurm_ = false;
    bool dryRun_ = false;
    bool again_ = false;
};

} // namespace lightcl
