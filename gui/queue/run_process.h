#pragma once

#include "running/worker_end.h"
#include "running/worker_launch.h"
#include "runs/run_event.h"

#include <QObject>
#include <QProcess>

namespace lightcl {

/// One worker: a child process that trains one run and reports events on its standard output. It goes on when this
/// program dies; destroying the object stops it.
class RunProcess : public QObject {
    Q_OBJECT
public:
    RunProcess(RunId run, QObject* parent = nullptr);
    ~RunProcess() override; ///< stops a worker that still runs, within four seconds

    void start(const ProcessCommand& command);
    /// Asks it to stop at the next step and keep everything up to there.
    void interrupt();
    void kill();

    [[nodiscard]] RunId run() const { return run_; }
    [[nodiscard]] qint64 pid() const { return process_.processId(); }
    [[nodiscard]] bool isInterrupted() const { return interrupted_; }
    [[nodiscard]] const LastWords& lastWords() const { return lastWords_; }

signals:
    void event(const lightcl::RunEvent& event);
    void ended(const lightcl::ProcessEnd& end);

private:
    void readEvents();
    void readComplaints();
    void take(const std::string& line);
    void finish(const ProcessEnd& end);

    RunId run_;
    QProcess process_;
    LineBuffer outLines_;
    LineBuffer errLines_;
    LastWords lastWords_;
    bool interrupted_ = false;
    bool over_ = false;
};

} // namespace lightcl
