#pragma once

#include "runs/rows.h"
#include "runs/run_environment.h"
#include "spec/experiment_spec.h"

#include <map>
#include <memory>
#include <optional>

namespace lightcl {

/// What groups and filters ask of a run beside its figures.
struct RunFacts {
    std::optional<RunSpec> spec; ///< absent where this program cannot read it
    bool isImported = false;     ///< another program's run, which has none
    std::optional<RunEnvironment> environment;

    bool operator==(const RunFacts&) const = default;
};

/// Of all runs of a store; facts that did not change are the same object as before.
using RunFactsById = std::map<RunId, std::shared_ptr<const RunFacts>>;

} // namespace lightcl
