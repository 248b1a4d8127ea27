#pragma once

#include "methods/ingredients.h"
#include "spec/experiment_spec.h"

#include <map>
#include <memory>
#include <string>

namespace lightcl {

/// The engine's methods by their names in the catalog.
const std::map<std::string, Maker>& methodMakers();

/// The method that a run asks for. Throws InputError naming the key when a parameter does not fit the network.
std::unique_ptr<Method> makeMethod(const RunSpec& run, const NetworkSpec& network, const Scenario& scenario);

} // namespace lightcl
