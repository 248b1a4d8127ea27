#include "figures/setting_choice.h"

#include "base/units.h"
#include "figures/run_groups.h"
#include "spec/spec_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace lightcl {

namespace {

/// What all candidates of a choice share, as text.
std::string choiceKey(const RunSpec& run) {
    std::string key = run.method.name + '\n' + run.name + '\n';
    for (const Parameters* section : {&run.scenario, &run.pretraining})
        for (const auto& [name, value] : section->values()) key += fmt::format("{} = {}\n", name, toText(value));
    return key + fmt::format("{} {}", static_cast<int>(run.selection.rule), run.selection.share);
}

bool isCandidate(const RunRecord& run) {
    if (!run.spec || run.summary.isPretraining()) return false;
    const Selection& selection = run.spec->selection;
    return selection.rule == SelectionRule::Validation || selection.trial;
}

bool isWaiting(const RunRecord& run) {
    return run.summary.state == RunState::Queued || run.summary.state == RunState::Running ||
           run.summary.state == RunState::Interrupted;
}

std::optional<MeanSd> validationOver(const ChoiceCandidate& candidate, const std::vector<const RunRecord*>& runs,
                                     std::optional<double> RunSummary::*figure) {
    std::vector<std::optional<double>> values;
    for (const std::size_t run : candidate.runs) values.push_back(runs[run]->summary.*figure);
    const bool all = std::ranges::all_of(values, [](const auto& value) { return value.has_value(); });
    return all ? meanSd(values) : std::nullopt;
}

void judge(SettingChoice& choice, const std::vector<const RunRecord*>& runs) {
    choice.byTaskIl = std::ranges::none_of(choice.candidates, [&](const ChoiceCandidate& candidate) {
        return std::ranges::any_of(candidate.runs,
                                   [&](std::size_t run) { return runs[run]->summary.validationClassIl.has_value(); });
    });
    for (ChoiceCandidate& candidate : choice.candidates) {
        for (const std::size_t run : candidate.runs) {
            if (isWaiting(*runs[run])) ++choice.waiting;
            candidate.hasFailed = candidate.hasFailed || runs[run]->summary.state == RunState::Failed;
        }
        const bool isDone = std::ranges::all_of(
            candidate.runs, [&](std::size_t run) { return runs[run]->summary.state == RunState::Done; });
        if (isDone)
            candidate.validation = validationOver(
                candidate, runs, choice.byTaskIl ? &RunSummary::validationTaskIl : &RunSummary::validationClassIl);
    }
    if (choice.waiting > 0) return;
    for (std::size_t i = 0; i < choice.candidates.size(); ++i) {
        const auto& validation = choice.candidates[i].validation;
        if (validation && (!choice.chosen || validation->mean > choice.candidates[*choice.chosen].validation->mean))
            choice.chosen = i;
    }
}

std::string ruleWords(const SettingChoice& choice) {
    return fmt::format("by {} ({:g} of each class's training images held out, drawn from the seed{})",
                       choice.selection.rule == SelectionRule::FirstTask ? "the first task alone" : "validation",
                       choice.selection.share,
                       choice.selection.rule == SelectionRule::FirstTask ? "; then trained on all of them" : "");
}

std::string counted(std::size_t count, const char* what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

} // namespace

bool SettingChoice::isRejected(std::size_t run) const {
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const auto& members = candidates[i].runs;
        if (std::ranges::find(members, run) != members.end()) return !chosen || *chosen != i;
    }
    return false;
}

std::vector<SettingChoice> settingChoices(const std::vector<const RunRecord*>& runs) {
    std::vector<std::string> order;
    std::map<std::string, std::vector<std::size_t>> members;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (!isCandidate(*runs[i])) continue;
        const std::string key = choiceKey(*runs[i]->spec);
        if (members.find(key) == members.end()) order.push_back(key);
        members[key].push_back(i);
    }
    std::vector<SettingChoice> choices;
    for (const std::string& key : order) {
        const std::vector<std::size_t>& indices = members[key];
        std::vector<const RunRecord*> group;
        for (const std::size_t index : indices) group.push_back(runs[index]);
        const RunSpec& first = *group.front()->spec;
        SettingChoice choice{first.name, first.method.name, first.selection, {}, false, 0, {}};
        for (RunGroup& setting : runGroups(group)) {
            ChoiceCandidate candidate{{}, std::move(setting.label), {}, false};
            for (const std::size_t member : setting.runs) candidate.runs.push_back(indices[member]);
            choice.candidates.push_back(std::move(candidate));
        }
        judge(choice, runs);
        choices.push_back(std::move(choice));
    }
    return choices;
}

std::string choiceWords(const SettingChoice& choice) {
    const std::string subject = fmt::format("{} of {}", choice.method, choice.experiment);
    const std::string settings = counted(choice.candidates.size(), "setting");
    const auto failed = static_cast<std::size_t>(
        std::ranges::count_if(choice.candidates, [](const ChoiceCandidate& candidate) { return candidate.hasFailed; }));
    const std::string without =
        failed > 0 ? fmt::format("; {} left out, of which a run failed", counted(failed, "setting")) : std::string();
    if (choice.waiting > 0)
        return fmt::format("{}: not chosen yet {} from {}: {} not finished", subject, ruleWords(choice), settings,
                           choice.waiting == 1 ? "a run is" : fmt::format("{} runs are", choice.waiting));
    if (!choice.chosen)
        return fmt::format("{}: nothing could be chosen {} from {}{}", subject, ruleWords(choice), settings, without);
    const ChoiceCandidate& best = choice.candidates[*choice.chosen];
    return fmt::format("{}: {} was chosen {}, from {}, by its mean {} of {} % on them over {}{}", subject, best.label,
                       ruleWords(choice), settings, choice.byTaskIl ? "task-IL" : "class-IL",
                       formatPercent(best.validation->mean), counted(best.runs.size(), "seed"), without);
}

std::string choiceNote() {
    return "Test images had no part in choosing; settings that were not chosen are no results.";
}

} // namespace lightcl
