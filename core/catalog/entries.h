#pragma once

#include "catalog/catalog.h"

namespace lightcl {

// What catalog() is put together from.

/// All methods; catalog/methods/ has a file for each family.
std::vector<MethodInfo> methodEntries();
std::vector<DatasetInfo> datasetEntries();
// The settings of a spec's sections.
std::vector<ParameterInfo> scenarioEntries(const std::vector<DatasetInfo>& datasets);
std::vector<ParameterInfo> networkEntries(const std::vector<BackboneInfo>& backbones);
std::vector<ParameterInfo> trainingEntries();
std::vector<ParameterInfo> measuringEntries();
std::vector<ParameterInfo> selectionEntries();
/// Of these, the training keys have the defaults of [training]; a spec's own values there come first.
std::vector<ParameterInfo> pretrainingEntries(const std::vector<DatasetInfo>& datasets);

} // namespace lightcl
