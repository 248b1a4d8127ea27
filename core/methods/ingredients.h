#pragma once

#include "methods/method.h"
#include "spec/settings.h"

#include <memory>

namespace lightcl {

/// What a method is made from, by its class's make(), which reads the method's parameters. They are those of a checked
/// spec: their ranges hold, and what the catalog's entry wants of them together.
struct Ingredients {
    const Parameters& parameters;
    const NetworkSpec& network;
    const Scenario& scenario;
    OutputMask mask; ///< what the scenario's kind leaves of the outputs
    TrainingSettings training;
    bool taskAware = false; ///< task-incremental
};

using Maker = std::unique_ptr<Method> (*)(const Ingredients&);

} // namespace lightcl
