#pragma once

#include "runs/rows.h"

#include <SQLiteCpp/Database.h>

namespace lightcl {

/// Gives run `to`, which has none, the rows that run `from` has of its tasks up to `task` and of the untrained network,
/// with what stands in its own row of what was trained so far: its inputs' normalisation, its threads and its
/// environment. The caller
/// opens the transaction. Throws SQLite::Exception.
void copyRowsUpTo(SQLite::Database& connection, RunId from, RunId to, int task);

} // namespace lightcl
