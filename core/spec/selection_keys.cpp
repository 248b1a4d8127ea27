#include "spec/selection_keys.h"

#include "catalog/catalog.h"
#include "spec/section_check.h"

#include <array>
#include <string_view>

namespace lightcl {

namespace {

constexpr std::array<std::string_view, 3> kRuleNames = {"none", "validation", "first-task"};
constexpr const char* kTrialKey = "selection_trial";

SelectionRule ruleNamed(const std::string& name) {
    if (name == kRuleNames[1]) return SelectionRule::Validation;
    return name == kRuleNames[2] ? SelectionRule::FirstTask : SelectionRule::None;
}

} // namespace

Parameters selectionParameters(const Selection& selection) {
    if (selection.rule == SelectionRule::None) return {};
    Parameters keys{{"selection", std::string(kRuleNames[static_cast<std::size_t>(selection.rule)])},
                    {"selection_share", selection.share}};
    if (selection.trial) keys.set(kTrialKey, true);
    return keys;
}

Selection checkSelection(const RawSection& top) {
    Parameters found;
    for (const ParameterInfo& info : catalog().selectionParameters()) {
        const auto entry = top.entries.find(info.name);
        found.set(info.name,
                  entry == top.entries.end() ? info.defaultValue : checkEntry(entry->second, info.name, info));
    }
    const SelectionRule rule = ruleNamed(found.text("selection"));
    if (rule == SelectionRule::None) return {};
    const auto trial = top.entries.find(kTrialKey);
    const bool isTrial = trial != top.entries.end() &&
                         std::get<bool>(checkEntry(trial->second, kTrialKey, flagSetting(kTrialKey, false, {})));
    return {rule, found.number("selection_share"), isTrial};
}

void requireNoTrial(const ExperimentSpec& experiment, const std::string& file) {
    if (experiment.selection.trial)
        throw specError(file, kTrialKey,
                        "expected no such key: trials are made of a grid by selection = \"first-task\"");
}

} // namespace lightcl
