#pragma once

#include "methods/method.h"
#include "spec/settings.h"

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace lightcl {

/// What a method can be made from.
struct Ingredients {
    const Parameters& parameters;
    const NetworkSpec& network;
    const Scenario& scenario;
    OutputMask mask; ///< what the scenario's kind leaves of the outputs
    TrainingSettings training;
    bool taskAware = false; ///< task-incremental
};

using Maker = std::function<std::unique_ptr<Method>(const Ingredients&)>;
using Makers = std::map<std::string, Maker>; ///< by the method's name in the catalog

// The engine's methods by family, as in catalog/method_entries.h.
Makers baselineMakers();
Makers replayMakers();
Makers regularisationMakers();
Makers structuralMakers();
Makers lightClMakers();

/// Rows that a method replays in each step: its replay_size, or as many as the batch where that is 0.
inline std::int64_t replaySizeOf(const Ingredients& in) {
    const std::int64_t wanted = in.parameters.integer("replay_size");
    return wanted > 0 ? wanted : in.training.batchSize;
}

/// The type in which a buffer keeps outputs: its output_precision.
inline torch::ScalarType outputTypeOf(const Ingredients& in) {
    return in.parameters.text("output_precision") == "float16" ? torch::kFloat16 : torch::kFloat32;
}

} // namespace lightcl
