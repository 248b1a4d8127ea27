#pragma once

#include "queue/run_scheduler.h"
#include "reading/run_loader.h"
#include "store/database.h"

#include <QTimer>

namespace lightcl {

/// One open database and what the window does with it: reads it live, queues and trains runs, deletes them.
class Workspace : public QObject {
    Q_OBJECT
public:
    /// Opens, or makes, the database. Throws Error or InputError as Database::openForWriting().
    Workspace(const QString& file, const QString& worker, int cores, QObject* parent = nullptr);

    [[nodiscard]] QString file() const { return QString::fromStdString(database_.file().string()); }
    [[nodiscard]] RunScheduler& scheduler() { return scheduler_; }
    [[nodiscard]] RunLoader& loader() { return loader_; }

    /// A run for each method and seed. Throws Error.
    std::vector<RunId> queue(const ExperimentSpec& experiment);
    /// Deletes runs with their rows and checkpoints. Throws Error, InputError for a running one.
    void remove(const std::vector<RunId>& runs);
    /// The run's spec as TOML. Throws Error.
    [[nodiscard]] QString spec(RunId run) const;

private:
    void recoverAbandoned();

    Database database_;
    RunScheduler scheduler_;
    RunLoader loader_;
    QTimer recovery_;
};

} // namespace lightcl
