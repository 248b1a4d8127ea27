#include "store/run_writer.h"

#include "store/row_statements.h"
#include "store/store_error.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace lightcl {

namespace {

constexpr std::size_t kBatchRows = 4096;

} // namespace

struct RunWriter::Pending {
    Pending(Database& database, RunId runId)
        : file(database.file()), connection(&database.handle()), statements(*connection, runId) {}

    [[nodiscard]] std::size_t size() const {
        return accuracies.size() + layerMetrics.size() + memory.size() + stepMoments.size() + phaseTimes.size() +
               losses.size();
    }

    template <typename Rows>
    void write(const Rows& rows) {
        for (const auto& row : rows) statements.write(row);
    }

    void writeAll() {
        SQLite::Transaction transaction(*connection, SQLite::TransactionBehavior::IMMEDIATE);
        write(accuracies);
        statements.write(layerMetrics);
        write(memory);
        write(stepMoments);
        write(phaseTimes);
        write(losses);
        transaction.commit();
    }

    void clear() {
        accuracies.clear();
        layerMetrics.clear();
        memory.clear();
        stepMoments.clear();
        phaseTimes.clear();
        losses.clear();
    }

    std::filesystem::path file;
    SQLite::Database* connection;
    RowStatements statements;
    std::vector<AccuracyRow> accuracies;
    std::vector<LayerMetricRow> layerMetrics;
    std::vector<MemoryRow> memory;
    std::vector<StepMomentRow> stepMoments;
    std::vector<PhaseTimeRow> phaseTimes;
    std::vector<LossRow> losses;
};

RunWriter::RunWriter(Database& database, RunId run)
    : pending_(translated(database.file(), [&] { return std::make_unique<Pending>(database, run); })) {}
RunWriter::~RunWriter() = default;
RunWriter::RunWriter(RunWriter&&) noexcept = default;

void RunWriter::add(const AccuracyRow& row) {
    pending_->accuracies.push_back(row);
    if (pending_->size() >= kBatchRows) flush();
}

void RunWriter::add(const LayerMetricRow& row) {
    pending_->layerMetrics.push_back(row);
    if (pending_->size() >= kBatchRows) flush();
}

void RunWriter::add(const MemoryRow& row) {
    pending_->memory.push_back(row);
    if (pending_->size() >= kBatchRows) flush();
}

void RunWriter::add(const StepMomentRow& row) {
    pending_->stepMoments.push_back(row);
    if (pending_->size() >= kBatchRows) flush();
}

void RunWriter::add(const PhaseTimeRow& row) {
    pending_->phaseTimes.push_back(row);
    if (pending_->size() >= kBatchRows) flush();
}

void RunWriter::add(const LossRow& row) {
    pending_->losses.push_back(row);
    if (pending_->size() >= kBatchRows) flush();
}

void RunWriter::progress(const RunProgress& progress) {
    translated(pending_->file, [&] { pending_->statements.write(progress); });
}

void RunWriter::totals(double seconds, double trainingFlops, std::int64_t peakRssBytes) {
    translated(pending_->file, [&] { pending_->statements.writeTotals(seconds, trainingFlops, peakRssBytes); });
}

void RunWriter::flush() {
    if (pending_->size() == 0) return;
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
