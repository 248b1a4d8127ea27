#include "app/workspace.h"

#include "base/error.h"
#include "running/queue_runs.h"
#include "running/resumption.h"
#include "store/run_reader.h"
#include "store/run_store.h"

#include <chrono>

namespace lightcl {

namespace {

Database openStore(const QString& file) {
    Database database = Database::openForWriting(file.toStdString());
    RunStore(database).recoverAbandoned();
    return database;
}

} // namespace

Workspace::Workspace(const QString& file, const QString& worker, int cores, QObject* parent)
    : QObject(parent), worker_(worker), database_(openStore(file)), scheduler_(database_, worker, cores),
      loader_(database_.file()) {
    connect(&scheduler_, &RunScheduler::event, &loader_, &RunLoader::check);
    connect(&scheduler_, &RunScheduler::changed, &loader_, &RunLoader::check);
    // Runs that another program trains may die as well, and nobody else would notice.
    recovery_.setInterval(std::chrono::seconds(5));
    connect(&recovery_, &QTimer::timeout, this, &Workspace::recoverAbandoned);
    recovery_.start();
}

void Workspace::recoverAbandoned() {
    try {
        RunStore(database_).recoverAbandoned();
    } catch (const Error&) {
        // A store that cannot be written is told by whatever the user does with it next.
    }
}

std::vector<RunId> Workspace::queue(const ExperimentSpec& experiment) {
    database_.requireInPlace();
    const std::vector<RunId> runs = queueRuns(database_, prepareRuns(experiment, worker_.toStdString()));
    loader_.check();
    return runs;
}

void Workspace::remove(const std::vector<RunId>& runs) {
    RunStore store(database_);
    for (const RunId run : runs) store.remove(run);
    loader_.check();
}

QString Workspace::obstacle(RunId run) const {
    try {
        return QString::fromStdString(obstacleToGoingOn(database_, run));
    } catch (const Error&) {
        return {}; // the scheduler tells
    }
}

QString Workspace::spec(RunId run) const {
    return QString::fromStdString(RunReader(database_).specToml(run));
}

} // namespace lightcl
