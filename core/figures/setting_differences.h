#pragma once

#include "spec/experiment_spec.h"

#include <map>
#include <string>
#include <vector>

namespace lightcl {

/// Settings by name, each as a spec would write it.
using SettingTexts = std::map<std::string, std::string>;

SettingTexts settingTexts(const std::vector<const Parameters*>& sections);

/// Which settings have more than one value among many: asked of each of them, in time that grows with their number
/// alone.
class SettingVariety {
public:
    void add(const SettingTexts& settings);
    /// Those of `own` that another one has too, but otherwise.
    [[nodiscard]] SettingTexts differing(const SettingTexts& own) const;

private:
    struct Values {
        std::string first;
        bool several = false;
    };
    std::map<std::string, Values> values_;
};

/// `text`, and the settings in brackets if there are any: "er (buffer_size = 200, tasks = 5)".
std::string withSettings(const std::string& text, const SettingTexts& settings);

} // namespace lightcl
