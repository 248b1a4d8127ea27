#pragma once

#include <QString>

namespace lightcl {

/// The training program beside this one: "…/bin/lightcl-worker".
QString workerProgram();

/// Asks a worker that another program started to stop at its next step. False when `pid` is no worker (any more).
bool interruptForeignWorker(qint64 pid);

} // namespace lightcl
