#pragma once

#include "reading/overview_reader.h"
#include "reading/run_data_reader.h"
#include "reading/run_facts_reader.h"
#include "reading/store_watcher.h"
#include "reading/summary_reader.h"

#include <QObject>
#include <filesystem>
#include <memory>
#include <optional>

namespace lightcl {

/// RunLoader's half that lives in the reading thread: the read connection, its watcher, and what is shown.
class LoaderWorker : public QObject {
    Q_OBJECT
public:
    explicit LoaderWorker(std::filesystem::path file);
    ~LoaderWorker() override;

public slots:
    void open();
    void check();
    void reload();

public:
    void show(const std::vector<RunRequest>& requests);

signals:
    void placesLoaded(const lightcl::RunPlaces& places);
    void summariesLoaded(const std::vector<lightcl::RunSummary>& runs);
    void factsLoaded(const lightcl::RunFactsById& facts);
    void overviewLoaded(const lightcl::StoreOverview& overview);
    void runsLoaded(const std::vector<lightcl::RunDataPtr>& runs);
    void failed(const QString& message);
    void lost(const QString& message);

private:
    void readSummaries();
    void readRuns();

    std::filesystem::path file_;
    std::optional<Database> database_;
    std::unique_ptr<StoreWatcher> watcher_;
    std::unique_ptr<SummaryReader> summaries_;
    std::unique_ptr<RunFactsReader> facts_;
    std::unique_ptr<OverviewReader> overview_;
    std::unique_ptr<RunDataReader> reader_;
    std::vector<RunRequest> shown_;
    RunPlaces places_;  ///< as last told
    bool told_ = false; ///< an overview
};

} // namespace lightcl
