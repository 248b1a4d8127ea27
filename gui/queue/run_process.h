#pragma once

#include "runs/run_event.h"

#include <QObject>
#include <QProcess>
#include <QStringList>

namespace lightcl {

/// How a worker ended.
struct WorkerOutcome {
    bool clean = false;    ///< exit code 0 (done) or 130 (interrupted)
    QString reason;        ///< otherwise: one line for people
    QStringList lastLines; ///< what it said last that was no event, oldest first
};

/// One worker: a child process that trains one run and reports events on its standard output.
class RunProcess : public QObject {
    Q_OBJECT
public:
    RunProcess(RunId run, QObject* parent = nullptr);
    ~RunProcess() override; ///< stops a worker that still runs, within four seconds

    void start(const QString& program, const QString& databaseFile, int threads);
    /// Asks it to stop at the next step and keep everything up to there.
    void interrupt();
    void kill();

    [[nodiscard]] RunId run() const { return run_; }
    [[nodiscard]] qint64 pid() const { return process_.processId(); }
    [[nodiscard]] bool isInterrupted() const { return interrupted_; }

signals:
    void event(const lightcl::RunEvent& event);
    void ended(const lightcl::WorkerOutcome& end);

private:
    void readEvents();
    void readComplaints();
    void keep(const QByteArray& line);
    [[nodiscard]] QString exitReason(int code) const;
    void finish(const QString& reason, bool clean);

    RunId run_;
    QProcess process_;
    QStringList lastLines_;
    bool interrupted_ = false;
    bool over_ = false;
};

} // namespace lightcl
