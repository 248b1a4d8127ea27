#include "figures/setting_differences.h"

#include <fmt/format.h>

namespace lightcl {

SettingTexts settingTexts(const std::vector<const Parameters*>& sections) {
    SettingTexts texts;
    for (const Parameters* section : sections)
        for (const auto& [name, value] : section->values()) texts[name] = toText(value);
    return texts;
}

SettingTexts differences(const SettingTexts& own, const std::vector<SettingTexts>& others) {
    SettingTexts differing;
    for (const SettingTexts& other : others) {
        for (const auto& [name, value] : own)
            if (const auto found = other.find(name); found != other.end() && found->second != value)
                differing[name] = value;
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
