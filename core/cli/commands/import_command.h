#pragma once

#include "cli/commands/command.h"
#include "exchange/other_logs.h"

#include <string>
#include <vector>

namespace lightcl {

/// `lightcl import FILE --format jsonl|avalanche|mammoth --db FILE`: runs that other programs measured.
class ImportCommand final : public Command {
public:
    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    [[nodiscard]] std::vector<ForeignRun> read() const;

    std::string file_;
    std::string format_;
    std::string database_;
    ImportWords words_;
};

} // namespace lightcl
