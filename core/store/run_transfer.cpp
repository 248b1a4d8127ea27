#include "store/run_transfer.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>
#include <utility>

namespace lightcl {

const std::vector<std::string>& runTables() {
    static const std::vector<std::string> tables = {
        "runs",          "predictions",   "run_progress", "run_totals", "accuracies",       "last_evaluations",
        "layers",        "layer_metrics", "memory",       "phases",     "losses",           "step_moments",
        "anytime",       "confusions",    "run_branches", "run_tags",   "run_environments", "epoch_processes",
        "epoch_devices", "layer_drifts",  "validations"};
    return tables;
}

RunTransfer::RunTransfer(SQLite::Database& source, SQLite::Database& target) : source_(&source), target_(&target) {
    for (const std::string& table : runTables()) {
        auto columns = columnsOf(target, table);
        const std::string list = fmt::format("{}", fmt::join(columns, ", "));
        std::string marks;
        for (std::size_t i = 0; i < columns.size(); ++i) marks += ", ?";
        SQLite::Statement read(source, fmt::format("SELECT {} FROM {} WHERE run_id = ?", list, table));
        SQLite::Statement write(target, fmt::format("INSERT INTO {}(run_id, {}) VALUES (?{})", table, list, marks));
        tables_.push_back({table, std::move(columns), std::move(read), std::move(write)});
    }
}

std::vector<std::string> RunTransfer::columnsOf(SQLite::Database& database, const std::string& table) {
    std::vector<std::string> columns;
    SQLite::Statement query(database, "SELECT name FROM pragma_table_info(?) WHERE name <> 'run_id' ORDER BY cid");
    query.bind(1, table);
    while (query.executeStep()) columns.push_back(query.getColumn(0).getString());
    return columns;
}

std::int64_t RunTransfer::metricIn(std::int64_t sourceMetric) {
    const auto known = metrics_.find(sourceMetric);
    if (known != metrics_.end()) return known->second;
    SQLite::Statement name(*source_, "SELECT name FROM metrics WHERE metric_id = ?");
    name.bind(1, sourceMetric);
    name.executeStep();
    const std::string text = name.getColumn(0).getString();
    SQLite::Statement insert(*target_, "INSERT OR IGNORE INTO metrics(name) VALUES (?)");
    insert.bind(1, text);
    insert.exec();
    SQLite::Statement find(*target_, "SELECT metric_id FROM metrics WHERE name = ?");
    find.bind(1, text);
    find.executeStep();
    return metrics_[sourceMetric] = find.getColumn(0).getInt64();
}

void RunTransfer::bindValue(SQLite::Statement& statement, int place, const std::string& column,
                            const SQLite::Column& value) {
    if (column == "metric_id")
        statement.bind(place, metricIn(value.getInt64()));
    else if (column == "pretraining_run" || value.isNull())
        statement.bind(place);
    else if (column == "parent_run_id")
        statement.bind(place, 0);
    else if (value.isInteger())
        statement.bind(place, value.getInt64());
    else if (value.isFloat())
        statement.bind(place, value.getDouble());
    else
        statement.bind(place, value.getString());
}

void RunTransfer::copyRows(TableCopy& table, RunId from, RunId to) {
    table.read.bind(1, from);
    while (table.read.executeStep()) {
        table.write.bind(1, to);
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            bindValue(table.write, static_cast<int>(i) + 2, table.columns[i],
                      table.read.getColumn(static_cast<int>(i)));
        table.write.exec();
        table.write.reset();
    }
    table.read.reset();
}

void RunTransfer::updateRun(TableCopy& runs, RunId from, RunId to) {
    static const std::set<std::string> kept = {"uuid", "note", "archived", "pretraining_run"};
    runs.read.bind(1, from);
    if (!runs.read.executeStep()) return;
    for (std::size_t i = 0; i < runs.columns.size(); ++i) {
        if (kept.contains(runs.columns[i])) continue;
        SQLite::Statement set(*target_, fmt::format("UPDATE runs SET {} = ? WHERE run_id = ?", runs.columns[i]));
        bindValue(set, 1, runs.columns[i], runs.read.getColumn(static_cast<int>(i)));
        set.bind(2, to);
        set.exec();
    }
    runs.read.reset();
}

void RunTransfer::refresh(RunId from, RunId to) {
    for (TableCopy& table : tables_) {
        if (table.name == "runs") updateRun(table, from, to);
        if (table.name == "runs" || table.name == "run_tags") continue;
        SQLite::Statement clear(*target_, fmt::format("DELETE FROM {} WHERE run_id = ?", table.name));
        clear.bind(1, to);
        clear.exec();
        copyRows(table, from, to);
    }
}

void RunTransfer::copy(RunId from, RunId to, const std::string& uuid) {
    for (TableCopy& table : tables_) copyRows(table, from, to);
    SQLite::Statement own(*target_, "UPDATE runs SET uuid = ?, worker_pid = 0, worker_start_ticks = 0, "
                                    "worker_place = '' WHERE run_id = ?");
    own.bind(1, uuid);
    own.bind(2, to);
    own.exec();
}

} // namespace lightcl
