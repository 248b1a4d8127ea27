#include "queue/run_process.h"

#include "base/error.h"

#include <csignal>

namespace lightcl {

namespace {

constexpr int kKeptLines = 20;
constexpr int kInterruptedExit = 130;

QString signalReason(int number) {
    if (number == SIGKILL)
        return RunProcess::tr("the worker was killed (signal 9); often the system ran out of memory");
    return RunProcess::tr("the worker crashed (signal %1)").arg(number);
}

} // namespace

RunProcess::RunProcess(RunId run, QObject* parent) : QObject(parent), run_(run) {
    connect(&process_, &QProcess::readyReadStandardOutput, this, &RunProcess::readEvents);
    connect(&process_, &QProcess::readyReadStandardError, this, &RunProcess::readComplaints);
    connect(&process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        // Every other error is followed by finished().
        if (error == QProcess::FailedToStart)
            finish(tr("cannot start %1: %2").arg(process_.program(), process_.errorString()), false);
    });
    connect(&process_, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        readEvents();
        readComplaints();
        if (status == QProcess::CrashExit) return finish(signalReason(code), false);
        const bool clean = code == 0 || code == kInterruptedExit;
        finish(clean ? QString() : exitReason(code), clean);
    });
}

RunProcess::~RunProcess() {
    disconnect(&process_, nullptr, this, nullptr);
    if (process_.state() == QProcess::NotRunning) return;
    // It keeps what it has up to its last step when it is asked; whoever does not listen is ended.
    interrupt();
    if (process_.waitForFinished(3000)) return;
    process_.kill();
    process_.waitForFinished(1000);
}

void RunProcess::start(const QString& program, const QString& databaseFile, int threads) {
    process_.setProcessChannelMode(QProcess::SeparateChannels);
    process_.start(program, {QString::number(run_), QStringLiteral("--db"), databaseFile, QStringLiteral("--threads"),
                             QString::number(threads)});
    process_.closeWriteChannel();
}

void RunProcess::interrupt() {
    interrupted_ = true;
    if (pid() > 0) ::kill(static_cast<pid_t>(pid()), SIGINT);
}

void RunProcess::kill() {
    process_.kill();
}

void RunProcess::readEvents() {
    process_.setReadChannel(QProcess::StandardOutput);
    const bool atEnd = process_.state() == QProcess::NotRunning;
    while (process_.canReadLine() || (atEnd && !process_.atEnd())) {
        const QByteArray line = process_.readLine().trimmed();
        if (line.isEmpty()) continue;
        try {
            const RunEvent parsed =
                parseRunEvent(std::string_view(line.constData(), static_cast<std::size_t>(line.size())));
            emit event(parsed);
        } catch (const Error&) {
            keep(line);
        }
    }
}

void RunProcess::readComplaints() {
    const QByteArray text = process_.readAllStandardError();
    for (const QByteArray& line : text.split('\n')) keep(line.trimmed());
}

void RunProcess::keep(const QByteArray& line) {
    if (line.isEmpty()) return;
    lastLines_.append(QString::fromUtf8(line.left(500)));
    while (lastLines_.size() > kKeptLines) lastLines_.removeFirst();
}

QString RunProcess::exitReason(int code) const {
    // A worker that gives up says why in its last line.
    if (lastLines_.isEmpty()) return tr("the worker ended with exit code %1").arg(code);
    QString line = lastLines_.last();
    const QString prefix = QStringLiteral("lightcl-worker: ");
    return line.startsWith(prefix) ? line.mid(prefix.size()) : line;
}

void RunProcess::finish(const QString& reason, bool clean) {
    if (over_) return;
    over_ = true;
    emit ended(WorkerOutcome{clean, reason, lastLines_});
}

} // namespace lightcl
