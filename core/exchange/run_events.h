#pragma once

#include "runs/rows.h"
#include "store/database.h"

#include <string>

namespace lightcl {

/// A run's curves as the content of a TensorBoard event file: accuracies by epochs counted over all tasks, the loss by
/// steps counted likewise, layer metrics, seconds and resident memory by epochs. Every event has the time at which the
/// run was first started. Throws InputError when there is no such run.
std::string runEvents(const Database& database, RunId run);

/// What its file is called: "events.out.tfevents.SECONDS.HOST", as TensorBoard looks for.
std::string eventFileName(const Database& database, RunId run);

} // namespace lightcl
