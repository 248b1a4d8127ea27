#pragma once

#include "catalog/catalog.h"

namespace lightcl {

// What catalog() is put together from; each function stands in a file of its own.
std::vector<MethodInfo> methodEntries();
std::vector<DatasetInfo> datasetEntries();
std::vector<BackboneInfo> backboneEntries();
std::vector<ParameterInfo> scenarioEntries(const std::vector<DatasetInfo>& datasets);
std::vector<ParameterInfo> networkEntries(const std::vector<BackboneInfo>& backbones);
std::vector<ParameterInfo> trainingEntries();
std::vector<ParameterInfo> measuringEntries();

// Short forms for the entries: name, default, range, help, and where the default comes from.
ParameterInfo flagSetting(std::string name, bool value, std::string help);
ParameterInfo integerSetting(std::string name, std::int64_t value, std::int64_t minimum, std::int64_t maximum,
                             std::string help, std::string source = {});
ParameterInfo numberSetting(std::string name, double value, double minimum, std::optional<double> maximum,
                            std::string help, std::string source = {});
ParameterInfo textSetting(std::string name, std::string value, std::string help, std::string source = {});
ParameterInfo pathSetting(std::string name, std::string help);
ParameterInfo choiceSetting(std::string name, std::string value, std::vector<std::string> choices, std::string help,
                            std::string source = {});
ParameterInfo listSetting(std::string name, std::vector<std::int64_t> value, std::int64_t minimum,
                          std::optional<std::int64_t> maximum, std::string help);

} // namespace lightcl
