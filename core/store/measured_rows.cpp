#include "store/row_query.h"
#include "store/run_reader.h"
#include "store/value_query.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <fmt/format.h>
#include <tuple>

// RunReader's readings of what runs measured; the others are in run_reader.cpp.

namespace lightcl {

namespace {

MemoryCategory categoryOf(const std::string& name) {
    const auto* found = std::find_if(kMemoryCategories.begin(), kMemoryCategories.end(),
                                     [&](MemoryCategory category) { return toString(category) == name; });
    if (found == kMemoryCategories.end()) throw Error(fmt::format("memory category: unknown name \"{}\"", name));
    return *found;
}

} // namespace

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

std::vector<ValidationRow> RunReader::validations(RunId run) const {
    return checked(*database_, run, boundsOf(run),
                   rowsOf(*database_, run,
                          "SELECT trained_task, epoch, eval_task, class_il, task_il FROM validations WHERE run_id = ? "
                          "ORDER BY trained_task, epoch, eval_task",
                          [](SQLite::Statement& row) {
                              return ValidationRow{intOf(row.getColumn(0)), intOf(row.getColumn(1)),
                                                   intOf(row.getColumn(2)), optionalNumber(row.getColumn(3)),
                                                   numberOrNan(row.getColumn(4))};
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

std::vector<LayerDriftRow> RunReader::layerDrifts(RunId run) const {
    return checked(*database_, run, boundsOf(run),
                   rowsOf(*database_, run,
                          "SELECT task, epoch, layer_index, probe_task, memory_stability, linear_cka FROM layer_drifts "
                          "WHERE run_id = ? ORDER BY layer_index, task, epoch, probe_task",
                          [](SQLite::Statement& row) {
                              return LayerDriftRow{intOf(row.getColumn(0)),       intOf(row.getColumn(1)),
                                                   intOf(row.getColumn(2)),       intOf(row.getColumn(3)),
                                                   numberOrNan(row.getColumn(4)), numberOrNan(row.getColumn(5))};
                          }));
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

std::vector<DeviceRow> RunReader::deviceMeasurements(RunId run) const {
    return checked(
        *database_, run, boundsOf(run),
        rowsOf(*database_, run,
               "SELECT device, task, epoch, step_ms_median, step_ms_p95, rss_anonymous_bytes, rss_file_bytes, "
               "joules_per_sample, celsius, mhz FROM device_measurement WHERE run_id = ? ORDER BY task, epoch",
               [](SQLite::Statement& row) {
                   return DeviceRow{row.getColumn(0).getString(),     intOf(row.getColumn(1)),
                                    intOf(row.getColumn(2)),          row.getColumn(3).getDouble(),
                                    row.getColumn(4).getDouble(),     row.getColumn(5).getInt64(),
                                    row.getColumn(6).getInt64(),      optionalNumber(row.getColumn(7)),
                                    optionalNumber(row.getColumn(8)), optionalNumber(row.getColumn(9))};
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
