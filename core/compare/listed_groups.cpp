#include "compare/listed_groups.h"

#include "compare/run_grouping.h"
#include "figures/figure_text.h"
#include "figures/run_names.h"

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>
#include <set>
#include <utility>

namespace lightcl {

namespace {

using Runs = std::vector<const RunRecord*>;

std::optional<GroupFigure> groupFigureOf(const RunFigure& figure, const Runs& finished) {
    std::vector<std::optional<double>> values;
    GroupFigure made;
    for (const auto* run : finished) {
        const auto value = numberOf(figure, run->summary);
        if (!value) continue;
        made.least = values.empty() ? *value : std::min(made.least, *value);
        made.most = values.empty() ? *value : std::max(made.most, *value);
        values.push_back(value);
    }
    const auto mean = meanSd(values);
    if (!mean) return std::nullopt;
    made.mean = *mean;
    return made;
}

/// "2 queued, 4 done", in the order of a run's course.
std::string statesText(const Runs& runs) {
    std::map<RunState, std::size_t> counts;
    for (const auto* run : runs) ++counts[run->summary.state];
    if (counts.size() == 1) return std::string(toString(counts.begin()->first));
    std::string text;
    for (const auto& [state, count] : counts)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, toString(state));
    return text;
}

/// "0–5" where every number between is there, "0 … 9" where not.
std::string numbersText(const RunFigure& figure, const Runs& runs) {
    std::set<std::int64_t> numbers;
    for (const auto* run : runs)
        if (const auto number = numberOf(figure, run->summary)) numbers.insert(static_cast<std::int64_t>(*number));
    if (numbers.empty()) return {};
    const auto least = *numbers.begin();
    const auto most = *numbers.rbegin();
    if (least == most) return fmt::format("{}", least);
    const bool whole = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least) == numbers.size() - 1;
    return fmt::format("{}{}{}", least, whole ? "–" : " … ", most);
}

std::string textsText(const RunFigure& figure, const Runs& runs) {
    std::set<std::string> texts;
    for (const auto* run : runs)
        texts.insert(figure.kind == FigureKind::Method ? methodTitle(run->summary.method)
                                                       : figureText(figure, run->summary));
    if (texts.size() == 1) return *texts.begin();
    return fmt::format("{} values", texts.size());
}

std::string wordsOf(const RunFigure& figure, const Runs& runs) {
    if (figure.kind == FigureKind::State) return statesText(runs);
    return figure.kind == FigureKind::Count ? numbersText(figure, runs) : textsText(figure, runs);
}

ListedGroup listedGroup(std::string label, const Runs& runs) {
    ListedGroup made;
    made.label = std::move(label);
    Runs finished;
    for (const auto* run : runs) {
        made.runs.push_back(run->summary.id);
        if (run->summary.state == RunState::Done) finished.push_back(run);
    }
    made.finished = finished.size();
    for (const RunFigure& figure : runFigureTable()) {
        if (!isResult(figure))
            made.words.emplace(figure.name, wordsOf(figure, runs));
        else if (const auto value = groupFigureOf(figure, finished))
            made.figures.emplace(figure.name, *value);
    }
    return made;
}

} // namespace

const GroupFigure* ListedGroup::figure(std::string_view name) const {
    const auto found = figures.find(name);
    return found == figures.end() ? nullptr : &found->second;
}

std::string ListedGroup::title() const {
    auto text = fmt::format("{}, {} run{}", label, runs.size(), runs.size() == 1 ? "" : "s");
    if (finished < runs.size()) text += fmt::format(" ({} finished)", finished);
    return text;
}

std::vector<ListedGroup> listedGroups(const std::vector<const RunRecord*>& runs, const std::optional<RunKey>& by) {
    Runs own;
    for (const auto* run : runs)
        if (!run->summary.isApart()) own.push_back(run);
    std::vector<ListedGroup> groups;
    for (auto& group : groupsAlone(own, by)) groups.push_back(listedGroup(std::move(group.label), group.runs));
    return groups;
}

std::optional<RunKey> groupingKey(const std::string& name) {
    return name == "setting" ? std::nullopt : std::optional(RunKey(name));
}

std::vector<std::string> tellingKeys(const std::vector<const RunRecord*>& runs) {
    std::vector<std::string> names;
    for (const auto& name : runKeyNames()) {
        const RunKey key(name);
        // A setting stands in the list with and without its section.
        const bool again = name.find('.') != std::string::npos && !names.empty() && names.back() == key.setting();
        if (!canGroupBy(key) || again) continue;
        std::set<std::string> values;
        for (const auto* run : runs) values.insert(key.textOf(*run));
        if (values.size() > 1 && values.size() < runs.size()) names.push_back(name);
    }
    return names;
}

std::string figureValueText(const RunFigure& figure, double value) {
    RunSummary run;
    if (const auto* number = std::get_if<std::optional<double> RunSummary::*>(&figure.member))
        run.*(*number) = value;
    else if (const auto* integer = std::get_if<std::optional<std::int64_t> RunSummary::*>(&figure.member))
        run.*(*integer) = static_cast<std::int64_t>(value);
    return figureText(figure, run);
}

std::string groupCell(const RunFigure& figure, const ListedGroup& group) {
    if (!isResult(figure)) {
        const auto words = group.words.find(figure.name);
        return words == group.words.end() ? std::string() : words->second;
    }
    const GroupFigure* value = group.figure(figure.name);
    if (value == nullptr) return {};
    const char* unit = figure.kind == FigureKind::Bytes ? " MiB" : figure.kind == FigureKind::Seconds ? " s" : "";
    return meanText(figure, value->mean) + unit;
}

std::string groupCellHelp(const RunFigure& figure, const ListedGroup& group) {
    const GroupFigure* value = group.figure(figure.name);
    if (value == nullptr) return fmt::format("{}\n{}: {}", group.title(), figure.title, groupCell(figure, group));
    const auto count = value->mean.count;
    auto text = fmt::format("{}\n{}: mean {}", group.title(), figure.title, figureValueText(figure, value->mean.mean));
    if (value->mean.sd)
        text += fmt::format(", sd {}, from {} to {}", figureValueText(figure, *value->mean.sd),
                            figureValueText(figure, value->least), figureValueText(figure, value->most));
    return text + fmt::format(" over {} finished run{}", count, count == 1 ? "" : "s");
}

} // namespace lightcl
