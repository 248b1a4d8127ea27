#pragma once

#include <QString>

namespace lightcl {

/// The training program: $LIGHTCL_WORKER when that is set, else "lightcl-worker" beside this program.
QString workerProgram();

/// Asks a worker that another program started to stop at its next step. False when `pid` is no worker (any more).
bool interruptForeignWorker(qint64 pid);

} // namespace lightcl
