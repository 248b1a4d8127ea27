#pragma once

#include "base/process.h"
#include "runs/layer_metrics.h"
#include "runs/rows.h"
#include "runs/run_environment.h"
#include "store/database.h"
#include "store/run_bounds.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// What tells whether a run's rows may have changed: they stay while this does, unless it is running.
struct RunStamp {
    RunId id = 0;
    RunState state = RunState::Queued;
    std::string finishedAt;
    std::string message;
    std::string marks; ///< its note, tags and whether it is archived, as marksOf() writes them
};

/// A text that changes with what somebody marked the run with.
std::string marksOf(const RunSummary& run);

/// The process that a running run's worker said it is; it may be gone.
struct RunWorker {
    RunId run = 0;
    int threads = 0;
    ProcessIdentity process;
};

/// Reads through the documented views. Every function is one consistent snapshot. Throws Error when SQLite cannot read
/// or a row's numbers are beyond the run's own spec (see RunBounds), InputError for a run that does not exist.
class RunReader {
public:
    explicit RunReader(const Database& database) : database_(&database) {}

    /// All runs, oldest first.
    [[nodiscard]] std::vector<RunSummary> runs() const;
    [[nodiscard]] RunSummary run(RunId run) const;
    /// All runs, oldest first, without working out their figures.
    [[nodiscard]] std::vector<RunStamp> stamps() const;
    /// The pretrainings of that content (see RunStore::queue()), oldest first.
    [[nodiscard]] std::vector<RunStamp> pretrainings(const std::string& content) const;
    /// The run's stamp alone. Throws InputError when there is none.
    [[nodiscard]] RunStamp stamp(RunId run) const;
    /// The pretraining that the run starts from; nothing for one that starts from none, or whose was deleted.
    [[nodiscard]] std::optional<RunId> pretrainingOf(RunId run) const;
    /// The workers of the runs that say they are running.
    [[nodiscard]] std::vector<RunWorker> workers() const;
    /// Where the run was branched from; nothing for a run that was not.
    [[nodiscard]] std::optional<RunBranch> branch(RunId run) const;
    /// Where and with what the run was made; nothing for one that was never started, or by an earlier version.
    [[nodiscard]] std::optional<RunEnvironment> environment(RunId run) const;
    /// The same of all runs, by id.
    [[nodiscard]] std::map<RunId, RunEnvironment> environments() const;
    /// The run's spec as TOML (parse it with parseRun).
    [[nodiscard]] std::string specToml(RunId run) const;
    /// The memory, in bytes, that its worker may need; 0: as much as there is.
    [[nodiscard]] std::int64_t budget(RunId run) const;
    /// Every spec after that run, by id.
    [[nodiscard]] std::map<RunId, std::string> specTomls(RunId after = 0) const;
    /// Every epoch's accuracies in order; includes trainedTask 0 and tasks not yet seen.
    [[nodiscard]] std::vector<AccuracyRow> accuracies(RunId run) const;
    /// The epochs after which the run was evaluated, in order, without the untrained network's.
    [[nodiscard]] std::vector<RunPosition> trainedPositions(RunId run) const;
    /// Accuracies between epochs, in order of task, step and evaluated task.
    [[nodiscard]] std::vector<AnytimeRow> anytimeAccuracies(RunId run) const;
    [[nodiscard]] std::vector<ValidationRow> validations(RunId run) const;
    /// Predictions by class after one epoch, in order of the true classes; none where they were not measured.
    [[nodiscard]] std::vector<ConfusionRow> confusions(RunId run, RunPosition position) const;
    /// One metric of all layers, in order of task, epoch, layer.
    [[nodiscard]] std::vector<LayerMetricRow> layerMetrics(RunId run, const std::string& metric) const;
    /// Every metric of all layers; the metrics in the order in which the store first met them. Empty for
    /// a run that does not exist.
    [[nodiscard]] LayerMetrics layerMetrics(RunId run) const;
    /// The metrics that have rows.
    [[nodiscard]] std::vector<std::string> layerMetricNames(RunId run) const;
    [[nodiscard]] std::vector<MemoryRow> memory(RunId run) const;
    /// The recorded step of each task that has one, in order of task and moment.
    [[nodiscard]] std::vector<StepMomentRow> stepMoments(RunId run) const;
    /// In order of layer, task and earlier task.
    [[nodiscard]] std::vector<LayerDriftRow> layerDrifts(RunId run) const;
    [[nodiscard]] std::vector<PhaseTimeRow> phaseTimes(RunId run) const;
    /// Seconds and resident memory of the training process, epoch by epoch.
    [[nodiscard]] std::vector<ProcessRow> processMemory(RunId run) const;
    /// In order of task and epoch.
    [[nodiscard]] std::vector<DeviceRow> deviceMeasurements(RunId run) const;
    [[nodiscard]] std::vector<LossRow> losses(RunId run) const;

private:
    [[nodiscard]] const RunBounds& boundsOf(RunId run) const;

    const Database* database_;
    mutable std::map<RunId, RunBounds> bounds_; ///< of the runs whose rows were read
};

} // namespace lightcl
