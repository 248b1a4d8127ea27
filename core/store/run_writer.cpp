#include "store/run_writer.h"

#include "store/row_statements.h"
#include "store/store_error.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <tuple>
#include <utility>
#include <variant>

namespace lightcl {

namespace {

constexpr std::size_t kBatchRows = 4096;

template <typename Variant>
struct VectorsOf;
template <typename... Rows>
struct VectorsOf<std::variant<Rows...>> {
    using Tuple = std::tuple<std::vector<Rows>...>; ///< rows of one kind are written together
};

} // namespace

struct RunWriter::Pending {
    Pending(Database& database, RunId runId)
        : file(database.file()), connection(&database.handle()), statements(*connection, runId) {}

    template <typename Row>
    void keep(Row row) {
        std::get<std::vector<Row>>(rows).push_back(std::move(row));
        ++count;
    }

    template <typename Row>
    void write(const std::vector<Row>& some) {
        for (const Row& row : some) statements.write(row);
    }
    void write(const std::vector<LayerMetricRow>& some) { statements.write(some); }

    void writeAll() {
        SQLite::Transaction transaction(*connection, SQLite::TransactionBehavior::IMMEDIATE);
        std::apply([this](const auto&... kinds) { (write(kinds), ...); }, rows);
        transaction.commit();
    }

    void clear() {
        std::apply([](auto&... kinds) { (kinds.clear(), ...); }, rows);
        count = 0;
    }

    std::filesystem::path file;
    SQLite::Database* connection;
    RowStatements statements;
    VectorsOf<RunRow>::Tuple rows;
    std::size_t count = 0;
};

RunWriter::RunWriter(Database& database, RunId run)
    : pending_(translated(database.file(), [&] { return std::make_unique<Pending>(database, run); })) {}
RunWriter::~RunWriter() = default;
RunWriter::RunWriter(RunWriter&&) noexcept = default;

void RunWriter::add(RunRow row) {
    std::visit([this](auto& given) { pending_->keep(std::move(given)); }, row);
    if (pending_->count >= kBatchRows) flush();
}

void RunWriter::progress(const RunProgress& progress) {
    translated(pending_->file, [&] { pending_->statements.write(progress); });
}

void RunWriter::totals(double seconds, double trainingFlops, std::int64_t peakRssBytes) {
    translated(pending_->file, [&] { pending_->statements.writeTotals(seconds, trainingFlops, peakRssBytes); });
}

void RunWriter::flush() {
    if (pending_->count == 0) return;
    try {
        pending_->writeAll();
    } catch (const SQLite::Exception& exception) {
        // The rows are kept: the caller may make room on the disk and flush again.
        pending_->statements.forgetInterned();
        throwWorkingError(pending_->file, exception);
    }
    pending_->clear();
}

} // namespace lightcl
