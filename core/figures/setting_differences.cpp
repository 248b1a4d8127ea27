#include "figures/setting_differences.h"

#include <fmt/format.h>

namespace lightcl {

SettingTexts settingTexts(const std::vector<const Parameters*>& sections) {
    SettingTexts texts;
    for (const Parameters* section : sections)
        for (const auto& [name, value] : section->values()) texts[name] = toText(value);
    return texts;
}

void SettingVariety::add(const SettingTexts& settings) {
    for (const auto& [name, value] : settings) {
        const auto [known, isNew] = values_.try_emplace(name, Values{value});
        if (!isNew && known->second.first != value) known->second.several = true;
    }
}

SettingTexts SettingVariety::differing(const SettingTexts& own) const {
    SettingTexts differing;
    for (const auto& [name, value] : own) {
        const auto known = values_.find(name);
        if (known != values_.end() && (known->second.several || known->second.first != value)) differing[name] = value;
    }
    return differing;
}

std::string withSettings(const std::string& text, const SettingTexts& settings) {
    std::string list;
    for (const auto& [name, value] : settings) {
        list += fmt::format("{}{} = {}", list.empty() ? "" : ", ", name, value);
    }
    return list.empty() ? text : fmt::format("{} ({})", text, list);
}

} // namespace lightcl
