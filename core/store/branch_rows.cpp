#include "store/branch_rows.h"

#include <SQLiteCpp/Statement.h>
#include <array>
#include <fmt/format.h>

namespace lightcl {

namespace {

/// A table of rows by task: its columns but the run's, and which of its rows count.
struct TaskTable {
    const char* name;
    const char* columns;
    const char* rows;
};

constexpr std::array<TaskTable, 14> kTaskTables = {
    {{"accuracies", "trained_task, epoch, eval_task, class_il, task_il", "trained_task <= ?3"},
     {"last_evaluations", "trained_task, epoch", "trained_task <= ?3"},
     {"confusions", "trained_task, epoch, true_class, predicted", "trained_task <= ?3"},
     {"validations", "trained_task, epoch, eval_task, class_il, task_il", "trained_task <= ?3"},
     {"anytime", "task, step, eval_task, epoch, class_il, task_il", "task <= ?3"},
     {"layers", "layer_index, name", "?3 > 0"},
     {"layer_metrics", "metric_id, task, epoch, layer_index, value", "task <= ?3"},
     {"memory", "source, task, category, live_bytes, peak_bytes", "source = 'measured' AND task <= ?3"},
     {"step_moments",
      "task, moment, seconds, phase, weights_bytes, gradients_bytes, optimizer_bytes, activations_bytes, "
      "replay_buffer_bytes, method_state_bytes, data_bytes, workspace_bytes",
      "task <= ?3"},
     {"phases", "task, epoch, phase, seconds", "task <= ?3"},
     {"epoch_processes", "task, epoch, seconds, anonymous_bytes, file_bytes", "task <= ?3"},
     {"epoch_devices",
      "task, epoch, device, step_ms_median, step_ms_p95, rss_anonymous_bytes, rss_file_bytes, joules_per_sample, "
      "celsius, mhz",
      "task <= ?3"},
     {"layer_drifts", "task, epoch, layer_index, probe_task, memory_stability, linear_cka", "task <= ?3"},
     {"losses", "task, epoch, step, loss", "task <= ?3"}}};

} // namespace

void copyRowsUpTo(SQLite::Database& connection, RunId from, RunId to, int task) {
    for (const TaskTable& table : kTaskTables) {
        SQLite::Statement copy(connection, fmt::format("INSERT INTO {0}(run_id, {1}) SELECT ?2, {1} FROM {0} WHERE "
                                                       "run_id = ?1 AND {2}",
                                                       table.name, table.columns, table.rows));
        copy.bind(1, from);
        copy.bind(2, to);
        copy.bind(3, task);
        copy.exec();
    }
    // Its first epochs were made there; what starts the branch elsewhere adds to it.
    SQLite::Statement environment(
        connection, "INSERT INTO run_environments(run_id, host, cpu, cores, memory_bytes, system, program_version, "
                    "libtorch_version, blas, data_digest, earlier) SELECT ?2, host, cpu, cores, memory_bytes, system, "
                    "program_version, libtorch_version, blas, data_digest, earlier FROM run_environments "
                    "WHERE run_id = ?1");
    environment.bind(1, from);
    environment.bind(2, to);
    environment.exec();
    SQLite::Statement own(connection, "UPDATE runs SET (normalisation, threads) = (SELECT p.normalisation, p.threads "
                                      "FROM runs p WHERE p.run_id = ?1) WHERE run_id = ?2");
    own.bind(1, from);
    own.bind(2, to);
    own.exec();
}

} // namespace lightcl
