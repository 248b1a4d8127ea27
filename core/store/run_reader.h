#pragma once

#include "store/database.h"
#include "store/rows.h"

#include <string>
#include <vector>

namespace lightcl {

/// Reads through the documented views. Every function is one consistent snapshot. Throws Error when SQLite cannot read,
/// InputError for a run that does not exist.
class RunReader {
public:
    explicit RunReader(const Database& database) : database_(&database) {}

    /// All runs, oldest first.
    [[nodiscard]] std::vector<RunSummary> runs() const;
    [[nodiscard]] RunSummary run(RunId run) const;
    /// The run's spec as TOML (parse it with parseRun).
    [[nodiscard]] std::string specToml(RunId run) const;
    /// Every epoch's accuracies in order; includes trainedTask 0 and tasks not yet seen.
    [[nodiscard]] std::vector<AccuracyRow> accuracies(RunId run) const;
    /// One metric of all layers, in order of task, epoch, layer.
    [[nodiscard]] std::vector<LayerMetricRow> layerMetrics(RunId run, const std::string& metric) const;
    /// The metrics that have rows.
    [[nodiscard]] std::vector<std::string> layerMetricNames(RunId run) const;
    [[nodiscard]] std::vector<MemoryRow> memory(RunId run) const;
    [[nodiscard]] std::vector<PhaseTimeRow> phaseTimes(RunId run) const;
    [[nodiscard]] std::vector<LossRow> losses(RunId run) const;

private:
    const Database* database_;
};

} // namespace lightcl
