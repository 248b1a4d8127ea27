#include "queue/worker_location.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <csignal>

namespace lightcl {

QString workerProgram() {
    QString given = qEnvironmentVariable("LIGHTCL_WORKER");
    if (!given.isEmpty()) return given;
    return QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("lightcl-worker"));
}

bool interruptForeignWorker(qint64 pid) {
    if (pid <= 1) return false;
    // The id may have passed to another program since the store was written.
    QFile name(QStringLiteral("/proc/%1/comm").arg(pid));
    if (!name.open(QIODevice::ReadOnly) || name.readAll().trimmed() != "lightcl-worker") return false;
    return ::kill(static_cast<pid_t>(pid), SIGINT) == 0;
}

} // namespace lightcl
