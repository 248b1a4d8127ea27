#pragma once

#include "runs/rows.h"
#include "store/database.h"

#include <memory>

namespace lightcl {

/// Writes one run's measurements in batches: rows are kept until flush() or until 4,096 wait, then written in one
/// transaction. Rows are replaced when written again for the same place. Throws Error when the disk is full or the file
/// cannot be written; nothing already stored is harmed. Not thread-safe.
class RunWriter {
public:
    RunWriter(Database& database, RunId run);
    ~RunWriter(); ///< drops what was not flushed
    RunWriter(RunWriter&&) noexcept;

    void add(RunRow row);
    /// Writes at once, in a transaction of its own.
    void progress(const RunProgress& progress);
    /// Run-wide figures, replaced each time; `seconds` is the run's whole working time so far.
    void totals(double seconds, double trainingFlops, std::int64_t peakRssBytes);
    void flush();

private:
    struct Pending;
    std::unique_ptr<Pending> pending_;
};

} // namespace lightcl
