#include "store/run_reader.h"

#include "runs/run_figure.h"
#include "store/row_query.h"
#include "text/printable.h"
#include "text/text_list.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <string_view>

namespace lightcl {

namespace {

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

// The tags as run_summary has them: that view would work out every figure first.
constexpr std::string_view kStampSql =
    "SELECT run_id, state, finished_at, message, archived, note, coalesce((SELECT '[' || group_concat('\"' || "
    "replace(replace(g.tag, '\\', '\\\\'), '\"', '\\\"') || '\"') || ']' FROM (SELECT t.tag FROM run_tags t "
    "WHERE t.run_id = runs.run_id ORDER BY t.tag) g), '') FROM runs ";

std::string marksText(int archived, const std::string& note, const std::string& tags) {
    return fmt::format("{} {} {}", archived, fmt::join(textsIn(tags), ","), printableLines(note));
}

std::vector<RunStamp> stampsOf(SQLite::Statement& query) {
    std::vector<RunStamp> stamps;
    while (query.executeStep())
        stamps.push_back({query.getColumn(0).getInt64(), runStateFromString(query.getColumn(1).getString()),
                          query.getColumn(2).getString(), query.getColumn(3).getString(),
                          marksText(intOf(query.getColumn(4)), query.getColumn(5).getString(),
                                    printableLines(query.getColumn(6).getString()))});
    return stamps;
}

/// Puts a column's value into an environment's member.
struct EnvironmentReader {
    RunEnvironment& environment;
    SQLite::Column column;

    void operator()(std::string RunEnvironment::*member) const { environment.*member = printable(column.getString()); }
    void operator()(std::int64_t RunEnvironment::*member) const { environment.*member = column.getInt64(); }
};

std::map<RunId, RunEnvironment> environmentsOf(const Database& database, const std::string& rest) {
    std::vector<std::string_view> columns = {"run_id"};
    for (const EnvironmentField& field : environmentFields()) columns.push_back(field.name);
    SQLite::Statement query(database.handle(),
                            fmt::format("SELECT {} FROM run_environment {}", fmt::join(columns, ", "), rest));
    std::map<RunId, RunEnvironment> environments;
    while (query.executeStep()) {
        RunEnvironment environment;
        int column = 1;
        for (const EnvironmentField& field : environmentFields())
            std::visit(EnvironmentReader{environment, query.getColumn(column++)}, field.member);
        environments.emplace(query.getColumn(0).getInt64(), std::move(environment));
    }
    return environments;
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

std::string marksOf(const RunSummary& run) {
    return marksText(run.archived, run.note, run.tags);
}

std::optional<RunEnvironment> RunReader::environment(RunId run) const {
    return translated(database_->file(), [&]() -> std::optional<RunEnvironment> {
        auto found = environmentsOf(*database_, fmt::format("WHERE run_id = {}", run));
        if (found.empty()) return std::nullopt;
        return std::move(found.begin()->second);
    });
}

std::map<RunId, RunEnvironment> RunReader::environments() const {
    return translated(database_->file(), [&] { return environmentsOf(*database_, ""); });
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

std::int64_t RunReader::budget(RunId run) const {
    return rowsOf(*database_, run, "SELECT budget_bytes FROM runs WHERE run_id = ?",
                  [](SQLite::Statement& row) { return row.getColumn(0).getInt64(); })
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

} // namespace lightcl
