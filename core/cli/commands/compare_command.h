#pragma once

#include "cli/commands/command.h"
#include "runs/rows.h"

#include <string>
#include <vector>

namespace CLI {
class Option;
}

namespace lightcl {

/// `lightcl compare`: whether one group of runs is better than another, and whether that is more than luck.
class CompareCommand : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    /// What --across asks for.
    void rank(const Console& console) const;
    /// What --published asks for.
    void besideThePublished(const Console& console) const;

    std::string database_;
    std::vector<RunId> runs_;
    std::string where_;
    std::string by_;
    std::string metric_ = "class_il";
    std::string baseline_;
    const CLI::Option* across_ = nullptr; ///< it may stand without a key
    std::string acrossKey_;
    bool published_ = false;
    bool json_ = false;
    std::string format_;
};

} // namespace lightcl
