#pragma once

#include "figures/run_groups.h"
#include "figures/store_overview.h"
#include "reading/run_data_reader.h"
#include "reading/run_facts.h"

#include <QObject>
#include <QThread>
#include <filesystem>

namespace lightcl {

class LoaderWorker;

/// Reads the store in a thread of its own, so that the window never waits for SQLite: all runs' summaries, and the data
/// of the shown runs, again whenever the store changes.
class RunLoader : public QObject {
    Q_OBJECT
public:
    /// Starts reading at once; a file that cannot be read is told by failed().
    explicit RunLoader(std::filesystem::path file, QObject* parent = nullptr);
    ~RunLoader() override; ///< waits for the reading that is under way

    /// Which runs' data is wanted from now on; runsLoaded() follows, also for none.
    void show(std::vector<RunRequest> requests);
    /// Looks for changes now instead of at the next poll.
    void check();
    /// Reads everything again.
    void reload();

signals:
    /// Which runs differ in the seed only; told before summariesLoaded() when that changed.
    void placesLoaded(const lightcl::RunPlaces& places);
    void summariesLoaded(const std::vector<lightcl::RunSummary>& runs);
    /// What groups and filters ask of the runs beside their figures; told after summariesLoaded() when that changed.
    void factsLoaded(const lightcl::RunFactsById& facts);
    /// What the finished runs come to: told once after the first summaries, and whenever it changes.
    void overviewLoaded(const lightcl::StoreOverview& overview);
    void runsLoaded(const std::vector<lightcl::RunDataPtr>& runs);
    void failed(const QString& message);
    void lost(const QString& message); ///< the file was deleted or replaced; told once

private:
    QThread thread_;
    LoaderWorker* worker_; ///< lives in thread_, which deletes it when it ends
};

} // namespace lightcl
