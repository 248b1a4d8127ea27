#pragma once

#include "spec/experiment_spec.h"

#include <map>
#include <string>
#include <vector>

namespace lightcl {

/// Settings by name, each as a spec would write it.
using SettingTexts = std::map<std::string, std::string>;

SettingTexts settingTexts(const std::vector<const Parameters*>& sections);

/// The settings of `own` that another one has too, but otherwise.
SettingTexts differences(const SettingTexts& own, const std::vector<SettingTexts>& others);

/// `text`, and the settings in brackets if there are any: "er (buffer_size = 200, tasks = 5)".
std::string withSettings(const std::string& text, const SettingTexts& settings);

} // namespace lightcl
