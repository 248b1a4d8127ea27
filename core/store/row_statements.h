#pragma once

#include "runs/rows.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace lightcl {

/// The prepared statements that write one run's rows, made once and used for every row. Each write replaces the row of
/// the same place; the caller opens the transaction. Throws SQLite::Exception.
class RowStatements {
public:
    RowStatements(SQLite::Database& connection, RunId run);

    void write(const AccuracyRow& row);
    void write(const ValidationRow& row);
    void write(const AnytimeRow& row);
    void write(const ConfusionRow& row);
    void write(std::span<const LayerMetricRow> rows);
    void write(const LayerDriftRow& row);
    void write(const MemoryRow& row);
    void write(const StepMomentRow& row);
    void write(const PhaseTimeRow& row);
    void write(const ProcessRow& row);
    void write(const DeviceRow& row);
    void write(const LossRow& row);
    void write(const RunProgress& progress);
    void writeTotals(double seconds, double trainingFlops, std::int64_t peakRssBytes);

    /// To be called after a transaction was rolled back: names written in it have no id any more.
    void forgetInterned();

private:
    /// A layer's value with its names as numbers.
    struct LayerValue {
        std::int64_t metric = 0;
        RunPosition position;
        int layer = 0;
        double value = 0;
    };

    std::vector<LayerValue> internNames(std::span<const LayerMetricRow> rows);
    void writeValues(SQLite::Statement& statement, std::span<const LayerValue> values) const;
    std::int64_t metricId(const std::string& name);
    void nameLayer(int index, const std::string& name);

    RunId run_;
    std::unordered_map<std::string, std::int64_t> metricIds_;
    std::unordered_map<int, std::string> layerNames_;
    SQLite::Statement accuracy_, lastEvaluation_, validation_, anytime_, confusion_, layerValue_, layerValues_,
        insertMetric_, findMetric_, layer_, layerDrift_;
    SQLite::Statement memory_, stepMoment_, phase_, process_, device_, loss_, progress_, totals_;
};

} // namespace lightcl
