#include "store/row_statements.h"

#include <SQLiteCpp/VariadicBind.h>
#include <algorithm>
#include <fmt/format.h>
#include <limits>

namespace lightcl {

namespace {

// A statement of several rows costs little more than one of a single row; beyond this many there is no gain.
constexpr std::size_t kValuesTogether = 16;

// SQLite keeps what is not a number as NULL.
constexpr double kAbsent = std::numeric_limits<double>::quiet_NaN();

std::string layerValueSql(std::size_t rows) {
    std::string sql =
        "INSERT OR REPLACE INTO layer_metrics(run_id, metric_id, task, epoch, layer_index, value) VALUES ";
    for (std::size_t row = 0; row < rows; ++row) sql += row == 0 ? "(?, ?, ?, ?, ?, ?)" : ", (?, ?, ?, ?, ?, ?)";
    return sql;
}

/// {"3":17,"5":1}: a third of the bytes that a row for each predicted class takes.
std::string predictedText(const std::map<int, std::int64_t>& predicted) {
    std::string text = "{";
    for (const auto& [taken, count] : predicted)
        text += fmt::format("{}\"{}\":{}", text.size() > 1 ? "," : "", taken, count);
    return text + '}';
}

// Values in the order of the statement's parameters; a statement that failed before is made ready again.
template <typename... Values>
void execute(SQLite::Statement& statement, const Values&... values) {
    statement.tryReset();
    SQLite::bind(statement, values...);
    statement.exec();
}

} // namespace

RowStatements::RowStatements(SQLite::Database& connection, RunId run)
    : run_(run), accuracy_(connection, "INSERT OR REPLACE INTO accuracies"
                                       "(run_id, trained_task, epoch, eval_task, class_il, task_il) "
                                       "VALUES (?, ?, ?, ?, ?, ?)"),
      lastEvaluation_(connection, "INSERT INTO last_evaluations(run_id, trained_task, epoch) VALUES (?, ?, ?) "
                                  "ON CONFLICT DO UPDATE SET epoch = max(epoch, excluded.epoch)"),
      validation_(connection, "INSERT OR REPLACE INTO validations(run_id, trained_task, epoch, eval_task, class_il, "
                              "task_il) VALUES (?, ?, ?, ?, ?, ?)"),
      anytime_(connection, "INSERT OR REPLACE INTO anytime(run_id, task, step, eval_task, epoch, class_il, task_il) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?)"),
      confusion_(connection, "INSERT OR REPLACE INTO confusions(run_id, trained_task, epoch, true_class, predicted) "
                             "VALUES (?, ?, ?, ?, ?)"),
      layerValue_(connection, layerValueSql(1)), layerValues_(connection, layerValueSql(kValuesTogether)),
      insertMetric_(connection, "INSERT INTO metrics(name) VALUES (?) ON CONFLICT DO NOTHING"),
      findMetric_(connection, "SELECT metric_id FROM metrics WHERE name = ?"),
      layer_(connection, "INSERT OR REPLACE INTO layers(run_id, layer_index, name) VALUES (?, ?, ?)"),
      layerDrift_(connection, "INSERT OR REPLACE INTO layer_drifts"
                              "(run_id, task, epoch, layer_index, probe_task, memory_stability, linear_cka) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?)"),
      memory_(connection, "INSERT OR REPLACE INTO memory(run_id, source, task, category, live_bytes, peak_bytes) "
                          "VALUES (?, ?, ?, ?, ?, ?)"),
      stepMoment_(connection,
                  "INSERT OR REPLACE INTO step_moments(run_id, task, moment, seconds, phase, weights_bytes, "
                  "gradients_bytes, optimizer_bytes, activations_bytes, replay_buffer_bytes, "
                  "method_state_bytes, data_bytes, workspace_bytes) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      phase_(connection, "INSERT OR REPLACE INTO phases(run_id, task, epoch, phase, seconds) VALUES (?, ?, ?, ?, ?)"),
      process_(connection, "INSERT OR REPLACE INTO epoch_processes"
                           "(run_id, task, epoch, seconds, anonymous_bytes, file_bytes) VALUES (?, ?, ?, ?, ?, ?)"),
      device_(connection, "INSERT OR REPLACE INTO epoch_devices"
                          "(run_id, task, epoch, device, step_ms_median, step_ms_p95, rss_anonymous_bytes, "
                          "rss_file_bytes, joules_per_sample, celsius, mhz) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      loss_(connection, "INSERT OR REPLACE INTO losses(run_id, task, epoch, step, loss) VALUES (?, ?, ?, ?, ?)"),
      progress_(connection, "INSERT OR REPLACE INTO run_progress"
                            "(run_id, task, epoch, step, steps, fraction, loss, remaining_seconds) "
                            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
      totals_(connection, "INSERT OR REPLACE INTO run_totals(run_id, seconds, training_flops, peak_rss_bytes) "
                          "VALUES (?, ?, ?, ?)") {}

void RowStatements::write(const AccuracyRow& row) {
    execute(accuracy_, run_, row.trainedTask, row.epoch, row.evalTask, row.classIl.value_or(kAbsent), row.taskIl);
    execute(lastEvaluation_, run_, row.trainedTask, row.epoch);
}

void RowStatements::write(const ValidationRow& row) {
    execute(validation_, run_, row.trainedTask, row.epoch, row.evalTask, row.classIl.value_or(kAbsent), row.taskIl);
}

void RowStatements::write(const AnytimeRow& row) {
    execute(anytime_, run_, row.task, row.step, row.evalTask, row.epoch, row.classIl.value_or(kAbsent), row.taskIl);
}

void RowStatements::write(const ConfusionRow& row) {
    execute(confusion_, run_, row.trainedTask, row.epoch, row.trueClass, predictedText(row.predicted));
}

void RowStatements::write(std::span<const LayerMetricRow> rows) {
    std::vector<LayerValue> values = internNames(rows);
    // The table is in order of metrics: together, a metric's values go to few pages. A later row of the same place
    // stays the later one.
    std::ranges::stable_sort(values, {}, &LayerValue::metric);
    std::span<const LayerValue> left = values;
    for (; left.size() >= kValuesTogether; left = left.subspan(kValuesTogether))
        writeValues(layerValues_, left.first(kValuesTogether));
    for (; !left.empty(); left = left.subspan(1)) writeValues(layerValue_, left.first(1));
}

std::vector<RowStatements::LayerValue> RowStatements::internNames(std::span<const LayerMetricRow> rows) {
    std::vector<LayerValue> values;
    values.reserve(rows.size());
    for (const LayerMetricRow& row : rows) {
        nameLayer(row.layerIndex, row.layer);
        values.push_back({metricId(row.metric), {row.task, row.epoch}, row.layerIndex, row.value});
    }
    return values;
}

void RowStatements::writeValues(SQLite::Statement& statement, std::span<const LayerValue> values) const {
    statement.tryReset();
    int index = 0;
    for (const LayerValue& value : values) {
        statement.bind(++index, run_);
        statement.bind(++index, value.metric);
        statement.bind(++index, value.position.task);
        statement.bind(++index, value.position.epoch);
        statement.bind(++index, value.layer);
        statement.bind(++index, value.value);
    }
    statement.exec();
}

void RowStatements::write(const LayerDriftRow& row) {
    execute(layerDrift_, run_, row.task, row.epoch, row.layerIndex, row.probeTask, row.memoryStability, row.linearCka);
}

void RowStatements::write(const MemoryRow& row) {
    execute(memory_, run_, row.source, row.task, std::string(toString(row.category)), row.liveBytes, row.peakBytes);
}

void RowStatements::write(const StepMomentRow& row) {
    const MemoryBreakdown& bytes = row.bytes;
    execute(stepMoment_, run_, row.task, row.moment, row.seconds, row.phase, bytes[MemoryCategory::Weights],
            bytes[MemoryCategory::Gradients], bytes[MemoryCategory::Optimizer], bytes[MemoryCategory::Activations],
            bytes[MemoryCategory::ReplayBuffer], bytes[MemoryCategory::MethodState], bytes[MemoryCategory::Data],
            bytes[MemoryCategory::Workspace]);
}

void RowStatements::write(const PhaseTimeRow& row) {
    execute(phase_, run_, row.task, row.epoch, row.phase, row.seconds);
}

void RowStatements::write(const ProcessRow& row) {
    execute(process_, run_, row.task, row.epoch, row.seconds, row.anonymousBytes, row.fileBytes);
}

void RowStatements::write(const DeviceRow& row) {
    execute(device_, run_, row.task, row.epoch, row.device, row.stepMsMedian, row.stepMsP95, row.anonymousBytes,
            row.fileBytes, row.joulesPerSample.value_or(kAbsent), row.celsius.value_or(kAbsent),
            row.mhz.value_or(kAbsent));
}

void RowStatements::write(const LossRow& row) {
    execute(loss_, run_, row.task, row.epoch, row.step, row.loss);
}

void RowStatements::write(const RunProgress& progress) {
    execute(progress_, run_, progress.position.task, progress.position.epoch, progress.step, progress.steps,
            progress.fraction, progress.loss, progress.remainingSeconds);
}

void RowStatements::writeTotals(double seconds, double trainingFlops, std::int64_t peakRssBytes) {
    execute(totals_, run_, seconds, trainingFlops, peakRssBytes);
}

void RowStatements::forgetInterned() {
    metricIds_.clear();
    layerNames_.clear();
}

std::int64_t RowStatements::metricId(const std::string& name) {
    if (const auto known = metricIds_.find(name); known != metricIds_.end()) return known->second;
    execute(insertMetric_, name);
    findMetric_.tryReset();
    findMetric_.bind(1, name);
    findMetric_.executeStep();
    const std::int64_t id = findMetric_.getColumn(0).getInt64();
    findMetric_.tryReset();
    return metricIds_[name] = id;
}

void RowStatements::nameLayer(int index, const std::string& name) {
    std::string& known = layerNames_[index];
    if (known == name && !name.empty()) return;
    execute(layer_, run_, index, name);
    known = name;
}

} // namespace lightcl
