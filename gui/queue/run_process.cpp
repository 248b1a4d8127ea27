#include "queue/run_process.h"

#include "base/error.h"

#include <QProcessEnvironment>
#include <csignal>
#include <unistd.h>

namespace lightcl {

namespace {

std::string_view viewOf(const QByteArray& bytes) {
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

QString textOf(const std::string& text) {
    return QString::fromStdString(text);
}

} // namespace

RunProcess::RunProcess(RunId run, QObject* parent) : QObject(parent), run_(run) {
    connect(&process_, &QProcess::readyReadStandardOutput, this, &RunProcess::readEvents);
    connect(&process_, &QProcess::readyReadStandardError, this, &RunProcess::readComplaints);
    connect(&process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        // Every other error is followed by finished().
        if (error != QProcess::FailedToStart) return;
        const QString reason = tr("cannot start %1: %2").arg(process_.program(), process_.errorString());
        finish({0, 0, reason.toStdString()});
    });
    connect(&process_, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        readEvents();
        readComplaints();
        take(outLines_.takeRest());
        lastWords_.add(errLines_.takeRest());
        finish(status == QProcess::CrashExit ? ProcessEnd{0, code, {}} : ProcessEnd{code, 0, {}});
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

void RunProcess::start(const ProcessCommand& command) {
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const auto& [name, value] : command.additions()) environment.insert(textOf(name), textOf(value));
    QStringList arguments;
    for (const auto& argument : command.arguments) arguments.append(textOf(argument));
    process_.setProcessEnvironment(environment);
    process_.setProcessChannelMode(QProcess::SeparateChannels);
    // A group of its own: a Ctrl-C or a hang-up at the terminal that the window was started from is not meant for it.
    // And it hears the signals that the window itself holds back.
    process_.setChildProcessModifier([] {
        ::setpgid(0, 0);
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, nullptr);
    });
    process_.start(textOf(command.program), arguments);
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
    for (const auto& line : outLines_.add(viewOf(process_.readAllStandardOutput()))) take(line);
}

void RunProcess::readComplaints() {
    for (const auto& line : errLines_.add(viewOf(process_.readAllStandardError()))) lastWords_.add(line);
}

void RunProcess::take(const std::string& line) {
    if (line.empty()) return;
    try {
        emit event(parseRunEvent(line));
    } catch (const Error&) {
        return; // a library's own words among the events
    }
}

void RunProcess::finish(const ProcessEnd& end) {
    if (over_) return;
    over_ = true;
    emit ended(end);
}

} // namespace lightcl
