#include "store/run_reader.h"

#include "base/error.h"
#include "runs/run_figure.h"
#include "store/run_bounds.h"
#include "store/store_error.h"
#include "store/value_query.h"
#include "text/printable.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <limits>
#include <string_view>
#include <tuple>

namespace lightcl {

namespace {

/// SQLite's integers are wider than an int: what does not fit is no task, epoch, step or layer, and refused as such.
int narrow(std::int64_t value) {
    return static_cast<int>(
        std::clamp<std::int64_t>(value, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

int intOf(const SQLite::Column& column) {
    return narrow(column.getInt64());
}

// SQLite keeps what is not a number as NULL.
double numberOrNan(const SQLite::Column& column) {
    return column.isNull() ? std::numeric_limits<double>::quiet_NaN() : column.getDouble();
}

std::optional<double> optionalNumber(const SQLite::Column& column) {
    return column.isNull() ? std::nullopt : std::optional(column.getDouble());
}

std::optional<std::int64_t> optionalInteger(const SQLite::Column& column) {
    return column.isNull() ? std::nullopt : std::optional<std::int64_t>(column.getInt64());
}

MemoryCategory categoryOf(const std::string& name) {
    const auto* found = std::find_if(kMemoryCategories.begin(), kMemoryCategories.end(),
                                     [&](MemoryCategory category) { return toString(category) == name; });
    if (found == kMemoryCategories.end()) throw Error(fmt::format("memory category: unknown name \"{}\"", name));
    return *found;
}

// The figures in their table's order, then what tells how far a run is.
std::string summarySql(const std::string& rest) {
    std::vector<std::string_view> columns;
    for (const RunFigure& figure : runFigureTable()) columns.push_back(figure.name);
    columns.insert(columns.end(), progressColumns().begin(), progressColumns().end());
    return fmt::format("SELECT {} FROM run_summary {}", fmt::join(columns, ", "), rest);
}

/// Puts a column's value into a summary's member.
struct MemberReader {
    RunSummary& run;
    SQLite::Column column;

    void operator()(std::string RunSummary::*member) const { run.*member = printableLines(column.getString()); }
    void operator()(std::int64_t RunSummary::*member) const { run.*member = column.getInt64(); }
    void operator()(int RunSummary::*member) const { run.*member = intOf(column); }
    void operator()(RunState RunSummary::*member) const { run.*member = runStateFromString(column.getString()); }
    void operator()(std::optional<double> RunSummary::*member) const { run.*member = optionalNumber(column); }
    void operator()(std::optional<std::int64_t> RunSummary::*member) const { run.*member = optionalInteger(column); }
};

RunProgress progressOf(SQLite::Statement& row, int first) {
    RunProgress progress;
    if (row.getColumn(first).isNull()) return progress;
    progress.position = {intOf(row.getColumn(first)), intOf(row.getColumn(first + 1))};
    progress.step = intOf(row.getColumn(first + 2));
    progress.steps = intOf(row.getColumn(first + 3));
    progress.fraction = row.getColumn(first + 4).getDouble();
    progress.loss = numberOrNan(row.getColumn(first + 5));
    progress.remainingSeconds = numberOrNan(row.getColumn(first + 6));
    return progress;
}

RunSummary summaryOf(SQLite::Statement& row) {
    RunSummary run;
    int column = 0;
    for (const RunFigure& figure : runFigureTable())
        std::visit(MemberReader{run, row.getColumn(column++)}, figure.member);
    run.workerPid = row.getColumn(column++).getInt64();
    run.progress = progressOf(row, column);
    leaveOutImpossible(run);
    return run;
}

/// Makes an Error that `check` throws name the file and the run.
template <typename Check>
void requirePossible(const Database& database, RunId run, Check&& check) {
    try {
        check();
    } catch (const Error& error) {
        throw Error(fmt::format("{}: run {}: {}", database.file().string(), run, error.what()));
    }
}

template <typename Rows>
Rows checked(const Database& database, RunId run, const RunBounds& bounds, Rows rows) {
    requirePossible(database, run, [&] {
        for (const auto& row : rows) bounds.check(row);
    });
    return rows;
}

constexpr std::string_view kStampSql = "SELECT run_id, state, finished_at, message FROM runs ";

std::vector<RunStamp> stampsOf(SQLite::Statement& query) {
    std::vector<RunStamp> stamps;
    while (query.executeStep())
        stamps.push_back({query.getColumn(0).getInt64(), runStateFromString(query.getColumn(1).getString()),
                          query.getColumn(2).getString(), query.getColumn(3).getString()});
    return stamps;
}

[[noreturn]] void throwNoRun(const Database& database, RunId run) {
    throw InputError(fmt::format("{}: no run {}", database.file().string(), run));
}

// The rows of one run, turned into values in order. `bound` follows the run's id among the statement's parameters.
template <typename Make, typename... Bound>
auto rowsOf(const Database& database, RunId run, const char* sql, Make make, const Bound&... bound) {
    return translated(database.file(), [&] {
        std::vector<decltype(make(std::declval<SQLite::Statement&>()))> rows;
        SQLite::Statement query(database.handle(), sql);
        query.bind(1, run);
        int index = 1;
        (query.bind(++index, bound), ...);
        while (query.executeStep()) rows.push_back(make(query));
        if (rows.empty()) {
            SQLite::Statement known(database.handle(), "SELECT 1 FROM runs WHERE run_id = ?");
            known.bind(1, run);
            if (!known.executeStep()) throwNoRun(database, run);
        }
        return rows;
    });
}

} // namespace

std::vector<RunSummary> RunReader::runs() const {
    return translated(database_->file(), [&] {
        std::vector<RunSummary> runs;
        SQLite::Statement query(database_->handle(), summarySql("ORDER BY run_id"));
        while (query.executeStep()) runs.push_back(summaryOf(query));
        return runs;
    });
}

RunSummary RunReader::run(RunId run) const {
    return translated(database_->file(), [&] {
        SQLite::Statement query(database_->handle(), summarySql("WHERE run_id = ?"));
        query.bind(1, run);
        if (!query.executeStep()) throwNoRun(*database_, run);
        return summaryOf(query);
    });
}

std::vector<RunStamp> RunReader::stamps() const {
    return translated(database_->file(), [&] {
        SQLite::Statement query(database_->handle(), std::string(kStampSql) + "ORDER BY run_id");
        return stampsOf(query);
    });
}

RunStamp RunReader::stamp(RunId run) const {
    return translated(database_->file(), [&] {
        SQLite::Statement query(database_->handle(), std::string(kStampSql) + "WHERE run_id = ?");
        query.bind(1, run);
        const auto found = stampsOf(query);
        if (found.empty()) throwNoRun(*database_, run);
        return found.front();
    });
}

std::vector<RunStamp> RunReader::pretrainings(const std::string& content) const {
    return translated(database_->file(), [&] {
        SQLite::Statement query(database_->handle(),
                                std::string(kStampSql) +
                                    "WHERE role = 'pretraining' AND pretraining_content = ? ORDER BY run_id");
        query.bind(1, content);
        return stampsOf(query);
    });
}

std::optional<RunId> RunReader::pretrainingOf(RunId run) const {
    return rowsOf(*database_, run, "SELECT pretraining_run FROM runs WHERE run_id = ?",
                  [](SQLite::Statement& row) { return optionalInteger(row.getColumn(0)); })
        .front();
}

std::vector<RunWorker> RunReader::workers() const {
    return translated(database_->file(), [&] {
        std::vector<RunWorker> workers;
        SQLite::Statement query(
            database_->handle(),
            "SELECT run_id, threads, worker_pid, worker_start_ticks, worker_place FROM runs WHERE state = 'running' "
            "ORDER BY run_id");
        while (query.executeStep())
            workers.push_back(
                {query.getColumn(0).getInt64(),
                 intOf(query.getColumn(1)),
                 {query.getColumn(2).getInt64(), query.getColumn(3).getInt64(), query.getColumn(4).getString()}});
        return workers;
    });
}

std::optional<RunBranch> RunReader::branch(RunId run) const {
    return translated(database_->file(), [&]() -> std::optional<RunBranch> {
        SQLite::Statement query(database_->handle(),
                                "SELECT parent_run_id, task, same_method, epochs FROM run_branches WHERE run_id = ?");
        query.bind(1, run);
        if (!query.executeStep()) return std::nullopt;
        return RunBranch{query.getColumn(0).getInt64(), intOf(query.getColumn(1)), intOf(query.getColumn(2)) != 0,
                         intOf(query.getColumn(3))};
    });
}

const RunBounds& RunReader::boundsOf(RunId run) const {
    const auto known = bounds_.find(run);
    if (known != bounds_.end()) return known->second;
    RunBounds bounds = RunBounds::of(specToml(run), run);
    if (const auto origin = branch(run))
        bounds.epochs = std::clamp(origin->epochs, bounds.epochs, std::max(bounds.epochs, RunBounds{}.epochs));
    return bounds_.emplace(run, bounds).first->second;
}

std::string RunReader::specToml(RunId run) const {
    return rowsOf(*database_, run, "SELECT spec FROM runs WHERE run_id = ?",
                  [](SQLite::Statement& row) { return row.getColumn(0).getString(); })
        .front();
}

std::map<RunId, std::string> RunReader::specTomls(RunId after) const {
    return translated(database_->file(), [&] {
        std::map<RunId, std::string> specs;
        SQLite::Statement query(database_->handle(), "SELECT run_id, spec FROM runs WHERE run_id > ?");
        query.bind(1, after);
        while (query.executeStep()) specs.emplace(query.getColumn(0).getInt64(), query.getColumn(1).getString());
        return specs;
    });
}

std::vector<AccuracyRow> RunReader::accuracies(RunId run) const {
    return checked(*database_, run, boundsOf(run),
                   rowsOf(*database_, run,
                          "SELECT trained_task, epoch, eval_task, class_il, task_il FROM accuracies WHERE run_id = ? "
                          "ORDER BY trained_task, epoch, eval_task",
                          [](SQLite::Statement& row) {
                              return AccuracyRow{intOf(row.getColumn(0)), intOf(row.getColumn(1)),
                                                 intOf(row.getColumn(2)), optionalNumber(row.getColumn(3)),
                                                 numberOrNan(row.getColumn(4))};
                          }));
}

std::vector<RunPosition> RunReader::trainedPositions(RunId run) const {
    return rowsOf(*database_, run,
                  "SELECT DISTINCT trained_task, epoch FROM accuracies WHERE run_id = ? AND trained_task > 0 "
                  "ORDER BY trained_task, epoch",
                  [](SQLite::Statement& row) {
                      return RunPosition{intOf(row.getColumn(0)), intOf(row.getColumn(1))};
                  });
}

std::vector<AnytimeRow> RunReader::anytimeAccuracies(RunId run) const {
    return checked(*database_, run, boundsOf(run),
                   rowsOf(*database_, run,
                          "SELECT task, epoch, step, eval_task, class_il, task_il FROM anytime WHERE run_id = ? "
                          "ORDER BY task, step, eval_task",
                          [](SQLite::Statement& row) {
                              return AnytimeRow{intOf(row.getColumn(0)),          intOf(row.getColumn(1)),
                                                row.getColumn(2).getInt64(),      intOf(row.getColumn(3)),
                                                optionalNumber(row.getColumn(4)), numberOrNan(row.getColumn(5))};
                          }));
}

std::vector<ConfusionRow> RunReader::confusions(RunId run, RunPosition position) const {
    struct Count {
        int trueClass;
        int predicted;
        std::int64_t images;
    };
    const auto counts = rowsOf(
        *database_, run,
        "SELECT true_class, predicted_class, count FROM confusion_matrix WHERE run_id = ? AND "
        "trained_task = ? AND epoch = ? ORDER BY true_class",
        [](SQLite::Statement& row) {
            return Count{intOf(row.getColumn(0)), intOf(row.getColumn(1)), row.getColumn(2).getInt64()};
        },
        position.task, position.epoch);
    std::vector<ConfusionRow> rows;
    for (const Count& count : counts) {
        if (rows.empty() || rows.back().trueClass != count.trueClass)
            rows.push_back({position.task, position.epoch, count.trueClass, {}});
        rows.back().predicted[count.predicted] = count.images;
    }
    return checked(*database_, run, boundsOf(run), std::move(rows));
}

std::vector<LayerMetricRow> RunReader::layerMetrics(RunId run, const std::string& metric) const {
    return checked(
        *database_, run, boundsOf(run),
        rowsOf(
            *database_, run,
            "SELECT task, epoch, layer_index, layer, metric, value FROM layer_heatmap WHERE run_id = ? AND metric = ? "
            "ORDER BY task, epoch, layer_index",
            [](SQLite::Statement& row) {
                return LayerMetricRow{intOf(row.getColumn(0)),      intOf(row.getColumn(1)),
                                      intOf(row.getColumn(2)),      row.getColumn(3).getString(),
                                      row.getColumn(4).getString(), numberOrNan(row.getColumn(5))};
            },
            metric));
}

LayerMetrics RunReader::layerMetrics(RunId run) const {
    LayerMetrics metrics;
    return translated(database_->file(), [&] {
        // One snapshot, by the tables: a view would join each of the many rows with its names.
        SQLite::Transaction snapshot(database_->handle());
        SQLite::Statement layers(database_->handle(), "SELECT layer_index, name FROM layers WHERE run_id = ?");
        layers.bind(1, run);
        while (layers.executeStep()) {
            const int layer = intOf(layers.getColumn(0));
            requirePossible(*database_, run, [&] { RunBounds::checkLayer(layer); });
            metrics.nameLayer(layer, layers.getColumn(1).getString());
        }
        ValueQuery values(database_->handle().getHandle(),
                          "SELECT task, epoch, layer_index, value FROM layer_metrics WHERE run_id = ? AND "
                          "metric_id = ? ORDER BY task, epoch, layer_index");
        SQLite::Statement names(database_->handle(), "SELECT metric_id, name FROM metrics ORDER BY metric_id");
        while (names.executeStep()) {
            const std::string name = names.getColumn(1).getString();
            values.restart({run, names.getColumn(0).getInt64()});
            while (values.next()) {
                const RunPosition position{values.integer(0), values.integer(1)};
                const int layer = values.integer(2);
                requirePossible(*database_, run, [&] {
                    boundsOf(run).checkPosition("layer_metrics", position);
                    RunBounds::checkLayer(layer);
                });
                metrics.add(name, position, layer, values.number(3));
            }
        }
        snapshot.commit();
        return std::move(metrics);
    });
}

std::vector<std::string> RunReader::layerMetricNames(RunId run) const {
    return rowsOf(*database_, run,
                  "SELECT m.name FROM metrics m WHERE EXISTS (SELECT 1 FROM layer_metrics v WHERE v.run_id = ? AND "
                  "v.metric_id = m.metric_id) ORDER BY m.metric_id",
                  [](SQLite::Statement& row) { return row.getColumn(0).getString(); });
}

std::vector<MemoryRow> RunReader::memory(RunId run) const {
    auto rows = rowsOf(*database_, run,
                       "SELECT source, task, category, live_bytes, peak_bytes FROM memory_by_task WHERE run_id = ?",
                       [](SQLite::Statement& row) {
                           return MemoryRow{row.getColumn(0).getString(), intOf(row.getColumn(1)),
                                            categoryOf(row.getColumn(2).getString()), row.getColumn(3).getInt64(),
                                            row.getColumn(4).getInt64()};
                       });
    std::sort(rows.begin(), rows.end(), [](const MemoryRow& a, const MemoryRow& b) {
        return std::tie(a.source, a.task, a.category) < std::tie(b.source, b.task, b.category);
    });
    return checked(*database_, run, boundsOf(run), std::move(rows));
}

std::vector<StepMomentRow> RunReader::stepMoments(RunId run) const {
    // By the table: the view makes a row of every category.
    return checked(*database_, run, boundsOf(run),
                   rowsOf(*database_, run,
                          "SELECT task, moment, seconds, phase, weights_bytes, gradients_bytes, optimizer_bytes, "
                          "activations_bytes, replay_buffer_bytes, method_state_bytes, data_bytes, workspace_bytes "
                          "FROM step_moments WHERE run_id = ? ORDER BY task, moment",
                          [](SQLite::Statement& row) {
                              StepMomentRow moment{intOf(row.getColumn(0)),
                                                   intOf(row.getColumn(1)),
                                                   row.getColumn(2).getDouble(),
                                                   row.getColumn(3).getString(),
                                                   {}};
                              int column = 4;
                              for (const MemoryCategory category : kMemoryCategories)
                                  if (category != MemoryCategory::Measuring)
                                      moment.bytes[category] = row.getColumn(column++).getInt64();
                              return moment;
                          }));
}

std::vector<PhaseTimeRow> RunReader::phaseTimes(RunId run) const {
    return checked(
        *database_, run, boundsOf(run),
        rowsOf(*database_, run,
               "SELECT task, epoch, phase, seconds FROM phase_times WHERE run_id = ? ORDER BY task, epoch, phase",
               [](SQLite::Statement& row) {
                   return PhaseTimeRow{intOf(row.getColumn(0)), intOf(row.getColumn(1)), row.getColumn(2).getString(),
                                       row.getColumn(3).getDouble()};
               }));
}

std::vector<ProcessRow> RunReader::processMemory(RunId run) const {
    return checked(
        *database_, run, boundsOf(run),
        rowsOf(*database_, run,
               "SELECT task, epoch, seconds, anonymous_bytes, file_bytes FROM process_memory WHERE run_id = ? "
               "ORDER BY task, epoch",
               [](SQLite::Statement& row) {
                   return ProcessRow{intOf(row.getColumn(0)), intOf(row.getColumn(1)), row.getColumn(2).getDouble(),
                                     row.getColumn(3).getInt64(), row.getColumn(4).getInt64()};
               }));
}

std::vector<LossRow> RunReader::losses(RunId run) const {
    return checked(*database_, run, boundsOf(run),
                   rowsOf(*database_, run,
                          "SELECT task, epoch, step, loss FROM loss_curve WHERE run_id = ? ORDER BY task, epoch, step",
                          [](SQLite::Statement& row) {
                              return LossRow{intOf(row.getColumn(0)), intOf(row.getColumn(1)), intOf(row.getColumn(2)),
                                             numberOrNan(row.getColumn(3))};
                          }));
}

} // namespace lightcl
