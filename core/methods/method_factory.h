#pragma once

#include "methods/method.h"
#include "spec/experiment_spec.h"

#include <memory>

namespace lightcl {

/// The method that a run asks for. Throws InputError naming the key when a parameter does not fit the network.
std::unique_ptr<Method> makeMethod(const RunSpec& run, const NetworkSpec& network, const Scenario& scenario);

} // namespace lightcl
