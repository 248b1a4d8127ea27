#pragma once

#include "catalog/catalog.h"

namespace lightcl {

// The catalog's methods by family; each function stands in a file of its own.
std::vector<MethodInfo> baselineMethods();
/// Methods that keep samples of earlier tasks and train on them again.
std::vector<MethodInfo> replayMethods();
/// Methods that hold weights or outputs near what earlier tasks needed.
std::vector<MethodInfo> regularisationMethods();
/// Methods that change which weights exist or are trained.
std::vector<MethodInfo> structuralMethods();
std::vector<MethodInfo> lightClMethods();

/// Of methods whose buffer keeps what the network made of a sample (DER, FDR).
ParameterInfo outputPrecision();

} // namespace lightcl
