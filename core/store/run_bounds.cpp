#include "store/run_bounds.h"

#include "base/error.h"
#include "runs/run_figure.h"
#include "spec/spec_file.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <utility>
#include <variant>

namespace lightcl {

namespace {

constexpr int kMostLayers = 10'000;
constexpr int kMostMoments = 10'000'000;
constexpr std::int64_t kMostSteps = 1'000'000'000'000;
constexpr int kMostClasses = 100'000;
constexpr std::int64_t kMostImages = 1'000'000'000'000;
constexpr double kAnyNumber = 1e15;

void require(const char* rows, const char* what, std::int64_t value, std::int64_t least, std::int64_t most) {
    if (value >= least && value <= most) return;
    throw Error(fmt::format("{}: {}: expected {} to {}, found {}", rows, what, least, most, value));
}

/// NaN stands for "not a number", which a run that diverged may well have measured.
void requireShare(const char* rows, const char* what, double value) {
    if (std::isnan(value) || (value >= 0 && value <= 1)) return;
    throw Error(fmt::format("{}: {}: expected 0 to 1, found {}", rows, what, value));
}

void requireSeconds(const char* rows, double value) {
    if (std::isfinite(value) && value >= 0) return;
    throw Error(fmt::format("{}: seconds: expected 0 or more, found {}", rows, value));
}

void requireBytes(const char* rows, std::int64_t value) {
    require(rows, "bytes", value, 0, std::numeric_limits<std::int64_t>::max() / 1024);
}

/// Of what a sensor tells; absent where there is none.
void requireReading(const char* rows, const char* what, std::optional<double> value, double least, double most) {
    if (!value || (*value >= least && *value <= most)) return;
    throw Error(fmt::format("{}: {}: expected {} to {}, found {}", rows, what, least, most, *value));
}

/// What a figure of a kind can be; a share may also be a difference of two.
std::pair<double, double> possibleRange(FigureKind kind) {
    switch (kind) {
    case FigureKind::Percent:
        return {-1, 1};
    case FigureKind::Bytes:
        return {0, 9e15};
    case FigureKind::Scientific:
        return {0, 1e40};
    case FigureKind::Seconds:
        return {0, kAnyNumber};
    default:
        return {-kAnyNumber, kAnyNumber};
    }
}

/// What every run has is no figure that may be left out.
template <typename Value>
void leaveOutBeyond(Value& /*value*/, double /*least*/, double /*most*/) {}

template <typename Number>
void leaveOutBeyond(std::optional<Number>& figure, double least, double most) {
    const auto value = static_cast<double>(figure.value_or(Number{}));
    if (figure && !(value >= least && value <= most)) figure.reset();
}

} // namespace

RunBounds RunBounds::of(const std::string& specToml, RunId run) {
    RunBounds bounds;
    try {
        const RunSpec spec = parseRun(specToml, fmt::format("run {}", run));
        const auto& sizes = spec.scenario.integers("task_sizes");
        const auto tasks = sizes.empty() ? spec.scenario.integer("tasks") : std::ssize(sizes);
        bounds.tasks = static_cast<int>(std::min<std::int64_t>(tasks, bounds.tasks));
        bounds.epochs = static_cast<int>(std::min<std::int64_t>(spec.training.integer("epochs"), bounds.epochs));
    } catch (const Error&) {
        return {}; // of a newer catalog
    }
    return bounds;
}

void RunBounds::checkPosition(const char* rows, RunPosition position) const {
    require(rows, "task", position.task, 0, tasks);
    require(rows, "epoch", position.epoch, 0, epochs);
}

void RunBounds::checkLayer(int index) {
    require("layer_metrics", "layer_index", index, 0, kMostLayers);
}

void RunBounds::check(const AccuracyRow& row) const {
    require("accuracies", "trained_task", row.trainedTask, 0, tasks);
    require("accuracies", "epoch", row.epoch, 0, epochs);
    require("accuracies", "eval_task", row.evalTask, 1, tasks);
    requireShare("accuracies", "class_il", row.classIl.value_or(0));
    requireShare("accuracies", "task_il", row.taskIl);
}

void RunBounds::check(const ValidationRow& row) const {
    require("validations", "trained_task", row.trainedTask, 1, tasks);
    require("validations", "epoch", row.epoch, 1, epochs);
    require("validations", "eval_task", row.evalTask, 1, tasks);
    requireShare("validations", "class_il", row.classIl.value_or(0));
    requireShare("validations", "task_il", row.taskIl);
}

void RunBounds::check(const AnytimeRow& row) const {
    checkPosition("anytime", {row.task, row.epoch});
    require("anytime", "step", row.step, 0, kMostSteps);
    require("anytime", "eval_task", row.evalTask, 1, tasks);
    requireShare("anytime", "class_il", row.classIl.value_or(0));
    requireShare("anytime", "task_il", row.taskIl);
}

void RunBounds::check(const ConfusionRow& row) const {
    require("confusions", "trained_task", row.trainedTask, 1, tasks);
    require("confusions", "epoch", row.epoch, 0, epochs);
    require("confusions", "true_class", row.trueClass, 0, kMostClasses);
    for (const auto& [taken, count] : row.predicted) {
        require("confusions", "predicted_class", taken, 0, kMostClasses);
        require("confusions", "count", count, 0, kMostImages);
    }
}

void RunBounds::check(const LayerMetricRow& row) const {
    checkPosition("layer_metrics", {row.task, row.epoch});
    checkLayer(row.layerIndex);
}

void RunBounds::check(const LayerDriftRow& row) const {
    checkPosition("layer_drifts", {row.task, row.epoch});
    checkLayer(row.layerIndex);
    require("layer_drifts", "probe_task", row.probeTask, 1, tasks);
}

void RunBounds::check(const MemoryRow& row) const {
    require("memory", "task", row.task, 0, tasks);
    requireBytes("memory", row.liveBytes);
    requireBytes("memory", row.peakBytes);
}

void RunBounds::check(const StepMomentRow& row) const {
    require("step_moments", "task", row.task, 0, tasks);
    require("step_moments", "moment", row.moment, 0, kMostMoments);
    requireSeconds("step_moments", row.seconds);
    for (const MemoryCategory category : kMemoryCategories) requireBytes("step_moments", row.bytes[category]);
}

void RunBounds::check(const PhaseTimeRow& row) const {
    checkPosition("phases", {row.task, row.epoch});
    requireSeconds("phases", row.seconds);
}

void RunBounds::check(const ProcessRow& row) const {
    checkPosition("epoch_processes", {row.task, row.epoch});
    requireSeconds("epoch_processes", row.seconds);
    requireBytes("epoch_processes", row.anonymousBytes);
    requireBytes("epoch_processes", row.fileBytes);
}

void RunBounds::check(const DeviceRow& row) const {
    checkPosition("epoch_devices", {row.task, row.epoch});
    requireSeconds("epoch_devices", row.stepMsMedian / 1000);
    requireSeconds("epoch_devices", row.stepMsP95 / 1000);
    requireBytes("epoch_devices", row.anonymousBytes);
    requireBytes("epoch_devices", row.fileBytes);
    requireReading("epoch_devices", "joules_per_sample", row.joulesPerSample, 0, 1e12);
    requireReading("epoch_devices", "celsius", row.celsius, -274, 1000);
    requireReading("epoch_devices", "mhz", row.mhz, 0, 1e6);
}

void RunBounds::check(const LossRow& row) const {
    checkPosition("losses", {row.task, row.epoch});
    require("losses", "step", row.step, 0, std::numeric_limits<int>::max());
}

void leaveOutImpossible(RunSummary& run) {
    for (const RunFigure& figure : runFigureTable()) {
        const auto [least, most] = possibleRange(figure.kind);
        std::visit([&, least = least, most = most](auto member) { leaveOutBeyond(run.*member, least, most); },
                   figure.member);
    }
    run.threads = std::clamp(run.threads, 0, 1 << 20);
    RunProgress& progress = run.progress;
    progress.fraction = std::isfinite(progress.fraction) ? std::clamp(progress.fraction, 0.0, 1.0) : 0;
    progress.position = {std::max(progress.position.task, 0), std::max(progress.position.epoch, 0)};
    progress.step = std::max(progress.step, 0);
    progress.steps = std::max(progress.steps, 0);
    if (!(std::abs(progress.remainingSeconds) <= kAnyNumber)) progress.remainingSeconds = -1;
}

} // namespace lightcl
