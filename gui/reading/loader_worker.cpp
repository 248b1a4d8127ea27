#include "reading/loader_worker.h"

#include "base/error.h"

namespace lightcl {

LoaderWorker::LoaderWorker(std::filesystem::path file) : file_(std::move(file)) {}

LoaderWorker::~LoaderWorker() = default;

void LoaderWorker::open() {
    try {
        database_.emplace(Database::openForReading(file_));
        watcher_ = std::make_unique<StoreWatcher>(*database_);
        summaries_ = std::make_unique<SummaryReader>(*database_);
        facts_ = std::make_unique<RunFactsReader>(*database_);
        overview_ = std::make_unique<OverviewReader>(*database_);
        reader_ = std::make_unique<RunDataReader>(*database_);
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
        return;
    }
    connect(watcher_.get(), &StoreWatcher::changed, this, &LoaderWorker::reload);
    connect(watcher_.get(), &StoreWatcher::failed, this, &LoaderWorker::failed);
    connect(watcher_.get(), &StoreWatcher::lost, this, &LoaderWorker::lost);
    reload();
}

void LoaderWorker::check() {
    if (watcher_) watcher_->check();
}

void LoaderWorker::reload() {
    readSummaries();
    if (!shown_.empty()) readRuns();
}

void LoaderWorker::show(const std::vector<RunRequest>& requests) {
    shown_ = requests;
    readRuns();
}

void LoaderWorker::readSummaries() {
    if (!summaries_) return;
    try {
        const auto runs = summaries_->read();
        if (summaries_->places() != places_) {
            places_ = summaries_->places();
            emit placesLoaded(places_);
        }
        emit summariesLoaded(runs);
        if (facts_->read(runs, summaries_->specs(), places_)) emit factsLoaded(facts_->facts());
        if (overview_->read(runs, summaries_->specs(), places_) || !told_) emit overviewLoaded(overview_->overview());
        told_ = true;
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
    }
}

void LoaderWorker::readRuns() {
    if (!reader_) return;
    std::vector<RunDataPtr> runs;
    for (const RunRequest& request : shown_) {
        try {
            runs.push_back(reader_->read(request));
        } catch (const InputError&) {
            // Deleted since it was selected: the next summaries take it out of the selection.
        } catch (const std::exception& error) {
            emit failed(QString::fromUtf8(error.what()));
        }
    }
    emit runsLoaded(runs);
}

} // namespace lightcl
