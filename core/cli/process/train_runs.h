#pragma once

#include "cli/console.h"
#include "running/run_queue.h"
#include "runs/rows.h"
#include "spec/experiment_spec.h"
#include "store/database.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lightcl {

/// What `lightcl run` and `lightcl resume` share.
struct TrainOptions {
    std::string databaseOption; ///< as --db was given
    TrainingWish wish;          ///< for each run
    bool json = false;
    std::int64_t budget = 0; ///< bytes of memory that a run's process may need; 0: as many as there are
};

/// Trains these runs of the store, shows them, and says in the end how they went, where they are stored, and how to go
/// on with those that an interruption left. Returns the exit code.
int trainRuns(Database& database, const std::vector<RunId>& runs, const TrainOptions& options, const Console& console);

/// Which runs these were and how they went, where they are stored, and how to report on them: what trainRuns() says in
/// the end.
std::string conclusionOf(const Database& database, const std::vector<RunId>& runs, const std::string& databaseOption);

/// As trainRuns(); where the first task chose a setting then, that is trained too. Says what was chosen, and how.
int trainAndChoose(Database& database, const std::vector<RunId>& runs, const TrainOptions& options,
                   const Console& console);

} // namespace lightcl
