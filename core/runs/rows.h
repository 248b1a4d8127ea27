#pragma once

#include "base/memory_category.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace lightcl {

using RunId = std::int64_t;

enum class RunState { Queued, Running, Done, Failed, Interrupted };
std::string_view toString(RunState state);          ///< "queued", "running", "done", "failed", "interrupted"
RunState runStateFromString(std::string_view text); ///< throws Error for another word

/// Where a run stands. Tasks and epochs count from 1; {0, 0} is before the first.
struct RunPosition {
    int task = 0;
    int epoch = 0;
    auto operator<=>(const RunPosition&) const = default;
};

/// Where a run was branched from another: after that task of `parent`, whose rows up to there it has as well.
struct RunBranch {
    RunId parent = 0; ///< it may be deleted
    int task = 0;
    bool sameMethod = false; ///< the method's state was taken over too
    int epochs = 0;          ///< the most that an inherited task has
    bool operator==(const RunBranch&) const = default;
};

/// Accuracy on `evalTask` after `epoch` of `trainedTask`; trainedTask 0 is the untrained network. In [0,1]. classIl is
/// absent for tasks not yet seen (none of their classes take part in the argmax).
struct AccuracyRow {
    int trainedTask = 0;
    int epoch = 0;
    int evalTask = 0;
    std::optional<double> classIl;
    double taskIl = 0;
    bool operator==(const AccuracyRow&) const = default;
};

/// Accuracy on a few fixed test images of `evalTask` after `step` steps of `task`, counted over its epochs; `epoch` is
/// the one of that step. In [0,1]; classIl as in AccuracyRow.
struct AnytimeRow {
    int task = 0;
    int epoch = 0;
    std::int64_t step = 0;
    int evalTask = 0;
    std::optional<double> classIl;
    double taskIl = 0;
    bool operator==(const AnytimeRow&) const = default;
};

/// Accuracy on the validation images of `evalTask`, which were held out of its training images to choose a setting by,
/// after `epoch` of `trainedTask`. In [0,1]; classIl as in AccuracyRow.
struct ValidationRow {
    int trainedTask = 0;
    int epoch = 0;
    int evalTask = 0;
    std::optional<double> classIl;
    double taskIl = 0;
    bool operator==(const ValidationRow&) const = default;
};

/// How often the test images of one class were taken for each class after `epoch` of `trainedTask`: by class-IL, so
/// among the classes seen so far. Only what was predicted at all.
struct ConfusionRow {
    int trainedTask = 0;
    int epoch = 0;
    int trueClass = 0;
    std::map<int, std::int64_t> predicted; ///< images by predicted class
    bool operator==(const ConfusionRow&) const = default;
};

/// A layer's metric, one of kLayerMetrics (catalog/layer_metric.h). layerIndex counts weight layers from 0.
struct LayerMetricRow {
    int task = 0;
    int epoch = 0;
    int layerIndex = 0;
    std::string layer;
    std::string metric;
    double value = 0;
    bool operator==(const LayerMetricRow&) const = default;
};

/// Bytes of one category. source: "exact" and "paper" (predicted, live and at the peak alike: task 0 for the whole run,
/// and for "exact" one more for each task) or "measured" (per task: liveBytes when the task ended, peakBytes at the
/// moment of the task's peak).
struct MemoryRow {
    std::string source;
    int task = 0;
    MemoryCategory category = MemoryCategory::Weights;
    std::int64_t liveBytes = 0;
    std::int64_t peakBytes = 0;
    bool operator==(const MemoryRow&) const = default;
};

/// A moment of one training step of a task: the bytes alive since then. phase: "data", "method" (what the method does
/// beside the network's passes), "loss", or "forward", "recompute", "backward" or "update" and a stage ("forward
/// layer1") or a block of it ("backward layer1.0").
struct StepMomentRow {
    int task = 0;
    int moment = 0;        ///< its place among all of the step's moments, from 0; not all are kept
    double seconds = 0;    ///< since the step began
    std::string phase;     ///< of the step
    MemoryBreakdown bytes; ///< 0 for measuring, which is no part of a step
    bool operator==(const StepMomentRow&) const = default;
};

/// Wall time of a phase in one epoch: "data", "features" (what is cached of the frozen stages), "training",
/// "evaluation", "layer metrics", "checkpoint", "method".
struct PhaseTimeRow {
    int task = 0;
    int epoch = 0;
    std::string phase;
    double seconds = 0;
    bool operator==(const PhaseTimeRow&) const = default;
};

/// One epoch of the training process: the wall seconds that it took, with evaluation and measuring, and the resident
/// memory at the largest of the moments that were looked at (five a second, and the epoch's end), told apart into the
/// process's own and what stands for files.
struct ProcessRow {
    int task = 0;
    int epoch = 0;
    double seconds = 0;
    std::int64_t anonymousBytes = 0;
    std::int64_t fileBytes = 0;
    bool operator==(const ProcessRow&) const = default;
};

/// One epoch as the device had it. A training step's time is that of its batch, passes and updates, without evaluation
/// and measuring. What the system does not tell is absent.
struct DeviceRow {
    std::string device; ///< "local", or the name under which the device is known
    int task = 0;
    int epoch = 0;
    double stepMsMedian = 0;                        ///< milliseconds a step
    double stepMsP95 = 0;                           ///< the 95th percentile
    std::int64_t anonymousBytes = 0, fileBytes = 0; ///< as in ProcessRow
    std::optional<double> joulesPerSample;          ///< of the whole device or processor, by training sample
    std::optional<double> celsius;                  ///< the highest of the device's temperatures that was seen
    std::optional<double> mhz;                      ///< the cores' mean clock
    bool operator==(const DeviceRow&) const = default;
};

/// How far the features of an earlier task's probe images lie from where they were when that task ended, at the last
/// epoch of a later one (metrics/layer_formulas.h). The layer metrics of these names are their means over earlier
/// tasks.
struct LayerDriftRow {
    int task = 0;
    int epoch = 0;
    int layerIndex = 0;
    int probeTask = 0; ///< the earlier one
    double memoryStability = 0;
    double linearCka = 0;
    bool operator==(const LayerDriftRow&) const = default;
};

/// Mean training loss over a piece of an epoch, for the loss curve.
struct LossRow {
    int task = 0;
    int epoch = 0;
    int step = 0; ///< the last step of the piece, from 1
    double loss = 0;
    bool operator==(const LossRow&) const = default;
};

/// Anything that is measured of a run. A further kind of row needs its struct and place here, and in RowStatements (and
/// in RunReader) how the store keeps it.
using RunRow = std::variant<AccuracyRow, ValidationRow, AnytimeRow, ConfusionRow, LayerMetricRow, LayerDriftRow,
                            MemoryRow, StepMomentRow, PhaseTimeRow, ProcessRow, DeviceRow, LossRow>;

/// Rows of one kind as rows of any.
template <typename Row>
std::vector<RunRow> runRows(std::vector<Row> rows) {
    std::vector<RunRow> result;
    result.reserve(rows.size());
    for (Row& row : rows) result.emplace_back(std::move(row));
    return result;
}

/// How far a running run is; written about once a second.
struct RunProgress {
    RunPosition position;
    int step = 0;
    int steps = 0;       ///< steps of this epoch
    double fraction = 0; ///< of the whole run, in [0,1]
    double loss = 0;
    double remainingSeconds = 0;
    int epochs = 0; ///< of this task, at most; 0: not known, for it is not stored
};

/// What a run is for: to be compared as a method, to be started from by such runs, or to choose a setting by, on the
/// first task alone.
enum class RunRole { Method, Pretraining, Trial };
std::string_view toString(RunRole role); ///< "method", "pretraining", "trial"

/// One row of run_summary with what the window's run table needs beside it. Absent: not measured (yet).
struct RunSummary {
    RunId id = 0;
    std::string name;
    std::string method;
    std::string scenario;
    std::string dataset;
    std::string backbone;
    std::string classNames;    ///< a JSON list in the order of the network's outputs; empty: not known
    std::string classOrder;    ///< the classes in the order they come, as a JSON list; empty: not known
    std::string normalisation; ///< of the network's inputs: none, or [[mean…], [deviation…]]; empty: not known yet
    std::int64_t seed = 0;
    RunState state = RunState::Queued;
    std::string message; ///< why it failed, else empty
    int threads = 0;
    std::int64_t workerPid = 0;
    std::string createdAt; ///< ISO 8601, UTC
    std::string startedAt;
    std::string finishedAt;
    RunProgress progress;
    std::optional<std::int64_t> parentRun, branchTask; ///< of a branch
    std::optional<double> classIl, taskIl, forgetting, bwt, fwt, learningAccuracy;
    std::optional<double> minAccuracy, worstCaseAccuracy, stabilityGap, areaUnderAccuracy;
    std::optional<double> validationClassIl, validationTaskIl;
    std::optional<double> forgettingTaskIl, bwtTaskIl, learningAccuracyTaskIl;
    std::optional<std::int64_t> predictedPeakBytes, paperPeakBytes, measuredPeakBytes, peakRssBytes;
    std::optional<double> trainingFlops, seconds;
    std::string role = "method";                ///< as toString(RunRole) has it
    std::optional<std::int64_t> pretrainingRun; ///< the run whose weights it starts from

    std::string uuid; ///< what the run is called everywhere, see base/uuid.h
    std::string tags; ///< in order, as a JSON list; empty: none
    std::string note; ///< what somebody wrote down about it
    int archived = 0; ///< 1: out of sight, unless it is asked for

    /// One that is no method's, and stands apart from them in every comparison.
    [[nodiscard]] bool isPretraining() const { return role == toString(RunRole::Pretraining); }
    /// One whose figures are no method's result: it learnt what others start from, or the first task only.
    [[nodiscard]] bool isApart() const { return isPretraining() || role == toString(RunRole::Trial); }
};

} // namespace lightcl
