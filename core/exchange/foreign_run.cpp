#include "exchange/foreign_run.h"

#include "base/error.h"
#include "store/store_error.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <optional>
#include <sqlite3.h>

namespace lightcl {

namespace {

void bindCell(SQLite::Statement& statement, int place, const LineCell& cell) {
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) return statement.bind(place, *integer);
    if (const auto* number = std::get_if<double>(&cell)) return statement.bind(place, *number);
    if (const auto* text = std::get_if<std::string>(&cell)) return statement.bind(place, *text);
    statement.bind(place);
}

/// Stores one run after another.
class Importer {
public:
    explicit Importer(SQLite::Database& handle) : handle_(&handle) {}

    std::optional<RunId> known(const std::string& uuid) {
        SQLite::Statement find(*handle_, "SELECT run_id FROM runs WHERE uuid = ?");
        find.bind(1, uuid);
        if (!find.executeStep()) return std::nullopt;
        return find.getColumn(0).getInt64();
    }

    RunId store(const ForeignRun& run) {
        const RunId id = insertRun(run);
        for (const ForeignRow& row : run.rows) {
            if (row.kind->name == "layer")
                storeLayer(id, row);
            else
                storeRow(id, row);
        }
        for (const auto& tag : run.tags) execute("INSERT OR IGNORE INTO run_tags(run_id, tag) VALUES (?, ?)", id, tag);
        execute("INSERT INTO last_evaluations(run_id, trained_task, epoch) SELECT run_id, trained_task, max(epoch) "
                "FROM accuracies WHERE run_id = ? GROUP BY run_id, trained_task",
                id);
        if (!run.pretrainingUuid.empty())
            execute("UPDATE runs SET pretraining_run = (SELECT p.run_id FROM runs p WHERE p.uuid = ?2) WHERE run_id = "
                    "?1",
                    id, run.pretrainingUuid);
        return id;
    }

private:
    template <typename... Values>
    void execute(const char* sql, const Values&... values) {
        SQLite::Statement statement(*handle_, sql);
        int place = 0;
        (statement.bind(++place, values), ...);
        statement.exec();
    }

    RunId insertRun(const ForeignRun& run) {
        std::vector<std::string> columns, marks;
        for (const auto& [name, cell] : run.fields) {
            columns.push_back(name);
            marks.emplace_back("?");
        }
        SQLite::Statement insert(*handle_, fmt::format("INSERT INTO runs({}) VALUES ({})", fmt::join(columns, ", "),
                                                       fmt::join(marks, ", ")));
        int place = 0;
        for (const auto& [name, cell] : run.fields) bindCell(insert, ++place, cell);
        insert.exec();
        return handle_->getLastInsertRowid();
    }

    void storeRow(RunId run, const ForeignRow& row) {
        auto& statement = statementOf(*row.kind);
        statement.reset();
        statement.bind(1, run);
        for (std::size_t i = 0; i < row.cells.size(); ++i) bindCell(statement, static_cast<int>(i) + 2, row.cells[i]);
        statement.exec();
    }

    SQLite::Statement& statementOf(const LineKind& kind) {
        const auto known = statements_.find(kind.name);
        if (known != statements_.end()) return known->second;
        std::string columns = "run_id", marks = "?";
        for (const LineField& field : kind.fields) {
            columns += fmt::format(", {}", field.name);
            marks += ", ?";
        }
        // A parent is found by its identity; its number is another here, or none.
        if (kind.name == "branch") {
            columns += ", parent_run_id";
            marks += ", coalesce((SELECT p.run_id FROM runs p WHERE p.uuid = ?2), 0)";
        }
        SQLite::Statement made(*handle_,
                               fmt::format("INSERT OR REPLACE INTO {}({}) VALUES ({})", kind.table, columns, marks));
        return statements_.emplace(kind.name, std::move(made)).first->second;
    }

    /// task, epoch, layer_index, layer, metric, value
    void storeLayer(RunId run, const ForeignRow& row) {
        const auto& metric = std::get<std::string>(row.cells[4]);
        execute("INSERT OR IGNORE INTO metrics(name) VALUES (?)", metric);
        SQLite::Statement layer(*handle_, "INSERT OR REPLACE INTO layers(run_id, layer_index, name) VALUES (?, ?, ?)");
        layer.bind(1, run);
        bindCell(layer, 2, row.cells[2]);
        bindCell(layer, 3, row.cells[3]);
        layer.exec();
        SQLite::Statement value(*handle_, "INSERT OR REPLACE INTO layer_metrics(run_id, metric_id, task, epoch, "
                                          "layer_index, value) SELECT ?1, metric_id, ?3, ?4, ?5, ?6 FROM metrics "
                                          "WHERE name = ?2");
        value.bind(1, run);
        value.bind(2, metric);
        for (int i = 0; i < 3; ++i) bindCell(value, i + 3, row.cells[static_cast<std::size_t>(i)]);
        bindCell(value, 6, row.cells[5]);
        value.exec();
    }

    SQLite::Database* handle_;
    std::map<std::string_view, SQLite::Statement> statements_;
};

} // namespace

std::string ForeignRun::text(std::string_view field) const {
    const auto found = fields.find(field);
    const auto* value = found == fields.end() ? nullptr : std::get_if<std::string>(&found->second);
    return value == nullptr ? std::string() : *value;
}

ImportResult importRuns(Database& database, const std::vector<ForeignRun>& runs) {
    return translated(database.file(), [&] {
        SQLite::Transaction transaction(database.handle(), SQLite::TransactionBehavior::IMMEDIATE);
        Importer importer(database.handle());
        ImportResult result;
        for (const ForeignRun& run : runs) {
            if (const auto known = importer.known(run.text("uuid"))) {
                result.known.push_back(*known);
                continue;
            }
            try {
                result.taken.push_back(importer.store(run));
            } catch (const SQLite::Exception& exception) {
                if ((exception.getErrorCode() & 0xff) != SQLITE_CONSTRAINT) throw;
                throw InputError(fmt::format("run {}: {}", run.text("uuid"), exception.what()));
            }
        }
        transaction.commit();
        return result;
    });
}

} // namespace lightcl
