#pragma once

#include "cli/commands/command.h"
#include "runs/rows.h"

#include <string>
#include <vector>

namespace lightcl {

/// `lightcl tag RUN… --add TAG --remove TAG`; without either it prints the runs' tags.
class TagCommand final : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    std::vector<RunId> runs_;
    std::vector<std::string> add_;
    std::vector<std::string> remove_;
    std::string database_;
};

/// `lightcl note RUN… --text TEXT`; without it, it prints the runs' notes.
class NoteCommand final : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    std::vector<RunId> runs_;
    std::string text_;
    bool isGiven_ = false;
    std::string database_;
};

/// `lightcl archive RUN… [--undo]`.
class ArchiveCommand final : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    std::vector<RunId> runs_;
    bool undo_ = false;
    std::string database_;
};

} // namespace lightcl
