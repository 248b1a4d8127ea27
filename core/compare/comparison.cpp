#include "compare/comparison.h"

#include "base/error.h"
#include "compare/comparable_runs.h"
#include "compare/environment_words.h"
#include "compare/run_blocks.h"
#include "compare/run_grouping.h"
#include "spec/preset_use.h"

#include <algorithm>
#include <fmt/ranges.h>
#include <map>
#include <set>

namespace lightcl {

namespace {

/// A group's runs and values by their place.
struct PlacedValues {
    struct Place {
        std::int64_t seed = 0;
        std::vector<double> values;
    };
    std::map<std::string, Place> places;
};

struct Prepared {
    std::vector<ComparedGroup> groups;
    std::vector<PlacedValues> values;
    std::vector<std::string> notes;
};

Prepared prepare(const std::vector<const RunRecord*>& runs, const ComparisonQuestion& question) {
    Prepared prepared;
    const auto usable = comparableRuns(runs, comparableFigure(question.figure), prepared.notes);
    for (auto& grouped : groupRuns(usable, question.by)) {
        PlacedValues placed;
        std::vector<std::optional<double>> values;
        for (std::size_t index = 0; index < grouped.runs.size(); ++index) {
            const RunSummary& run = grouped.runs[index]->summary;
            values.push_back(numberOf(*question.figure, run));
            auto& place = placed.places[grouped.places[index]];
            place.seed = run.seed;
            place.values.push_back(*values.back());
        }
        prepared.groups.push_back({grouped.label, grouped.runs, meanSd(values), std::nullopt});
        prepared.values.push_back(std::move(placed));
    }
    return prepared;
}

double meanOf(const std::vector<double>& values) {
    return meanSd({values.begin(), values.end()})->mean;
}

/// Says whose runs have no partner in the other group.
void noteMissing(PairedComparison& pair, const ComparedGroup& group, const PlacedValues& own,
                 const PlacedValues& other) {
    std::set<std::string> missing;
    std::size_t several = 0;
    for (const auto& [place, values] : own.places) {
        if (!other.places.contains(place))
            missing.insert(fmt::format("{}", values.seed));
        else if (values.values.size() > 1)
            ++several;
    }
    if (!missing.empty() && !pair.differences.empty())
        pair.notes.push_back(fmt::format("Without a partner: {}, seed {}.", group.label, fmt::join(missing, ", ")));
    if (several > 0)
        pair.notes.push_back(fmt::format("{}: {} of the pairs are means of several runs.", group.label, several));
}

std::optional<RobustMean> robustMeanOf(const ComparedGroup& group, const RunFigure& figure) {
    std::map<std::string, std::vector<double>> strata;
    const auto blocks = runBlocks(group.runs, std::nullopt);
    for (std::size_t index = 0; index < group.runs.size(); ++index)
        if (const auto value = numberOf(figure, group.runs[index]->summary))
            strata[blocks[index].key].push_back(*value);
    std::vector<std::vector<double>> values;
    for (auto& [block, ofBlock] : strata) values.push_back(std::move(ofBlock));
    return robustMean(values);
}

PairedComparison pairOf(std::size_t a, std::size_t b, const Prepared& prepared) {
    PairedComparison pair;
    pair.a = a;
    pair.b = b;
    std::vector<double> ofA, ofB;
    for (const auto& [place, own] : prepared.values[a].places) {
        const auto other = prepared.values[b].places.find(place);
        if (other == prepared.values[b].places.end()) continue;
        ofA.push_back(meanOf(own.values));
        ofB.push_back(meanOf(other->second.values));
        pair.seeds.push_back(own.seed);
        pair.differences.push_back(differenceOf(ofA.back(), ofB.back()));
    }
    noteMissing(pair, prepared.groups[a], prepared.values[a], prepared.values[b]);
    noteMissing(pair, prepared.groups[b], prepared.values[b], prepared.values[a]);
    if (pair.differences.empty()) {
        pair.notes.emplace_back("Nothing in common: no two runs share seed, scenario and what else is not compared.");
        return pair;
    }
    const auto elsewhere = environmentDifference("These two", {&prepared.groups[a].runs, &prepared.groups[b].runs});
    if (!elsewhere.empty()) pair.notes.push_back(elsewhere);
    pair.meanDifference = meanOf(pair.differences);
    pair.interval = meanInterval95(pair.differences);
    pair.signFlip = signFlipTest(pair.differences);
    pair.wilcoxon = wilcoxonTest(pair.differences);
    pair.effectSize = pairedEffectSize(pair.differences);
    pair.probabilityOfLarger = probabilityOfLarger(ofA, ofB);
    return pair;
}

std::size_t baselineOf(const std::vector<ComparedGroup>& groups, const ComparisonQuestion& question) {
    std::vector<std::size_t> meant;
    std::vector<std::string> labels;
    for (std::size_t group = 0; group < groups.size(); ++group) {
        const auto& label = groups[group].label;
        labels.push_back(label);
        if (label == question.baseline) return group;
        const RunRecord& run = *groups[group].runs.front();
        const bool byValue = question.by && question.by->textOf(run) == question.baseline;
        const bool byMethod =
            (!question.by || question.by->name() == "method") && run.summary.method == question.baseline;
        if (byValue || byMethod) meant.push_back(group);
    }
    if (meant.size() == 1) return meant.front();
    throw InputError(fmt::format("baseline: expected {}, got \"{}\"{}", fmt::join(labels, "; "), question.baseline,
                                 meant.empty() ? "" : ", which are several"));
}

void adjust(std::vector<PairedComparison>& pairs) {
    std::vector<double> ps;
    for (const auto& pair : pairs)
        if (!pair.differences.empty()) ps.push_back(pair.signFlip.p);
    auto adjusted = holmAdjusted(ps);
    auto next = adjusted.begin();
    for (auto& pair : pairs)
        if (!pair.differences.empty()) pair.adjustedP = *next++;
}

} // namespace

std::vector<ComparedGroup> comparedGroups(const std::vector<const RunRecord*>& runs,
                                          const ComparisonQuestion& question) {
    return prepare(runs, question).groups;
}

Comparison compareRuns(const std::vector<const RunRecord*>& runs, const ComparisonQuestion& question) {
    Prepared prepared = prepare(runs, question);
    Comparison result{question.figure, {}, {}, prepared.notes};
    const auto count = prepared.groups.size();
    if (!question.baseline.empty()) {
        const auto baseline = baselineOf(prepared.groups, question);
        for (std::size_t group = 0; group < count; ++group)
            if (group != baseline) result.pairs.push_back(pairOf(group, baseline, prepared));
    } else {
        for (std::size_t a = 0; a < count; ++a)
            for (std::size_t b = a + 1; b < count; ++b) result.pairs.push_back(pairOf(a, b, prepared));
    }
    adjust(result.pairs);
    std::vector<RunSpec> specs;
    for (const auto& group : prepared.groups)
        if (!group.runs.empty() && group.runs.front()->spec) specs.push_back(*group.runs.front()->spec);
    if (auto note = unevenTuning(specs); !note.empty()) result.notes.push_back(std::move(note));
    result.groups = std::move(prepared.groups);
    for (auto& group : result.groups) group.robust = robustMeanOf(group, *question.figure);
    return result;
}

} // namespace lightcl
