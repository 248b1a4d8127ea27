#include "compare/rank_comparison.h"

#include "base/error.h"
#include "compare/comparable_runs.h"
#include "compare/run_blocks.h"
#include "compare/run_grouping.h"
#include "figures/statistics.h"

#include <algorithm>
#include <fmt/ranges.h>
#include <map>
#include <numeric>
#include <set>
#include <utility>

namespace lightcl {

namespace {

constexpr double kRankLevel = 0.05;

/// A group's runs within a block.
struct RankCell {
    std::vector<std::optional<double>> values;
    std::multiset<std::string> places; ///< seed and scenario of each
};

struct RankBlock {
    std::string label;
    std::map<std::size_t, RankCell> groups;
};

struct RankGrid {
    std::vector<std::string> groups; ///< labels, in order of their first runs
    std::vector<RankBlock> blocks;   ///< likewise
};

std::vector<std::string> rankGroupLabels(const std::vector<const RunRecord*>& runs, const std::optional<RunKey>& by) {
    if (!by) return methodLabels(runs);
    std::map<const RunRecord*, std::string> labels;
    for (const auto& group : groupRuns(runs, by))
        for (const auto* run : group.runs) labels[run] = group.label;
    std::vector<std::string> result;
    for (const auto* run : runs) result.push_back(labels[run]);
    return result;
}

RankGrid rankGrid(const std::vector<const RunRecord*>& runs, const RankQuestion& question) {
    RankGrid grid;
    std::map<std::string, std::size_t> groups, blocks;
    const auto labels = rankGroupLabels(runs, question.by);
    const auto places = runBlocks(runs, question.across);
    const auto scenarios = runBlocks(runs, std::nullopt);
    for (std::size_t index = 0; index < runs.size(); ++index) {
        const auto [group, isNewGroup] = groups.try_emplace(labels[index], grid.groups.size());
        if (isNewGroup) grid.groups.push_back(labels[index]);
        const auto [block, isNewBlock] = blocks.try_emplace(places[index].key, grid.blocks.size());
        if (isNewBlock) grid.blocks.push_back({places[index].label, {}});
        auto& cell = grid.blocks[block->second].groups[group->second];
        cell.values.push_back(numberOf(*question.figure, runs[index]->summary));
        cell.places.insert(fmt::format("{} {}", runs[index]->summary.seed, scenarios[index].key));
    }
    return grid;
}

/// The first few of a list, and how many more there are.
std::string fewOf(std::vector<std::string> texts) {
    constexpr std::size_t most = 6;
    const auto left = texts.size() > most ? texts.size() - most : 0;
    texts.resize(std::min(texts.size(), most));
    return fmt::format("{}{}", fmt::join(texts, "; "), left == 0 ? "" : fmt::format("; and {} more", left));
}

/// Takes the blocks away that lack a group, and names them.
void keepWholeBlocks(RankGrid& grid, std::vector<std::string>& notes) {
    std::vector<std::string> left;
    for (const auto& block : grid.blocks) {
        std::vector<std::string> missing;
        for (std::size_t group = 0; group < grid.groups.size(); ++group)
            if (!block.groups.contains(group)) missing.push_back(grid.groups[group]);
        if (!missing.empty()) left.push_back(fmt::format("{} (no {})", block.label, fmt::join(missing, ", ")));
    }
    if (left.empty()) return;
    std::erase_if(grid.blocks, [&](const auto& block) { return block.groups.size() < grid.groups.size(); });
    notes.push_back(fmt::format("Left out for want of a group: {}.", fewOf(std::move(left))));
}

/// Says where the groups' runs are not of the same seeds, or several of a seed.
void noteUnevenBlocks(const RankGrid& grid, std::vector<std::string>& notes) {
    std::vector<std::string> uneven, several;
    for (const auto& block : grid.blocks) {
        const auto& first = block.groups.begin()->second.places;
        const auto differs = [&](const auto& cell) { return cell.second.places != first; };
        const auto repeats = [](const auto& cell) {
            const auto& places = cell.second.places;
            return std::ranges::adjacent_find(places) != places.end();
        };
        if (std::ranges::any_of(block.groups, differs)) uneven.push_back(block.label);
        if (std::ranges::any_of(block.groups, repeats)) several.push_back(block.label);
    }
    if (!uneven.empty())
        notes.push_back(fmt::format("The groups do not have the same seeds and scenarios in: {}. Each counts by the "
                                    "mean over its own.",
                                    fewOf(std::move(uneven))));
    if (!several.empty())
        notes.push_back(fmt::format("A group has several runs of a seed in: {}. All count alike in its mean.",
                                    fewOf(std::move(several))));
}

std::string refusalOf(const RankGrid& grid, const std::string& across) {
    if (grid.groups.size() < 2)
        return fmt::format("Nothing to rank: expected finished runs of two groups at least, got {}.",
                           grid.groups.empty() ? "none" : "one, " + grid.groups.front());
    if (grid.blocks.size() >= kFewestRankBlocks) return {};
    return fmt::format("Nothing to rank: expected every one of the {} groups in {} of \"{}\" at least, got {}.",
                       grid.groups.size(), kFewestRankBlocks, across, grid.blocks.size());
}

/// Ranks the groups within each block; the best mean rank becomes the first.
void rankGroups(RankComparison& result, const RankGrid& grid) {
    std::vector<std::vector<double>> ranks;
    std::vector<RankedGroup> groups(grid.groups.size());
    for (std::size_t group = 0; group < groups.size(); ++group) groups[group].label = grid.groups[group];
    for (const auto& block : grid.blocks) {
        result.blocks.push_back(block.label);
        std::vector<double> values;
        for (const auto& [group, cell] : block.groups) {
            values.push_back(meanSd(cell.values)->mean);
            groups[group].values.push_back(values.back());
            groups[group].runs += cell.values.size();
        }
        ranks.push_back(ranksWithin(values, result.figure->better == Better::Higher));
        for (std::size_t group = 0; group < groups.size(); ++group) groups[group].ranks.push_back(ranks.back()[group]);
    }
    for (auto& group : groups)
        group.meanRank =
            std::accumulate(group.ranks.begin(), group.ranks.end(), 0.0) / static_cast<double>(group.ranks.size());
    std::ranges::stable_sort(groups, {}, &RankedGroup::meanRank);
    result.groups = std::move(groups);
}

void testRanks(RankComparison& result) {
    std::vector<std::vector<double>> ranks(result.blocks.size());
    for (std::size_t block = 0; block < ranks.size(); ++block)
        for (const auto& group : result.groups) ranks[block].push_back(group.ranks[block]);
    const auto count = result.groups.size();
    if (count > 2) result.friedman = friedmanTest(ranks);
    const bool rejects = !result.friedman || result.friedman->p <= kRankLevel;
    std::vector<double> ps;
    for (std::size_t a = 0; a < count; ++a)
        for (std::size_t b = a + 1; b < count; ++b) {
            std::vector<double> differences;
            for (std::size_t block = 0; block < ranks.size(); ++block)
                differences.push_back(differenceOf(result.groups[a].values[block], result.groups[b].values[block]));
            result.pairs.push_back({a, b, wilcoxonTest(differences), 1, false});
            ps.push_back(result.pairs.back().wilcoxon.p);
        }
    const auto adjusted = holmAdjusted(ps);
    std::set<std::pair<std::size_t, std::size_t>> differing;
    for (std::size_t pair = 0; pair < result.pairs.size(); ++pair) {
        auto& [a, b, wilcoxon, adjustedP, differ] = result.pairs[pair];
        adjustedP = adjusted[pair];
        differ = rejects && adjustedP <= kRankLevel;
        if (differ) differing.insert({a, b});
    }
    result.cliques =
        rankCliques(count, [&](std::size_t a, std::size_t b) { return differing.contains(std::pair(a, b)); });
}

/// What too few blocks cannot show, whatever they say.
void noteTooFewBlocks(RankComparison& result) {
    const auto needed = rankBlocksNeeded(result.pairs.size());
    if (result.blocks.size() >= needed) return;
    result.notes.push_back(
        fmt::format("With {} blocks no pair can differ at {} after Holm over {} pair{}: {} more would be the least.",
                    result.blocks.size(), kRankLevel, result.pairs.size(), result.pairs.size() == 1 ? "" : "s",
                    needed - result.blocks.size()));
}

} // namespace

std::size_t rankBlocksNeeded(std::size_t pairs) {
    return differencesNeeded(kRankLevel / static_cast<double>(pairs));
}

RankComparison rankRuns(const std::vector<const RunRecord*>& runs, const RankQuestion& question) {
    RankComparison result;
    result.figure = &comparableFigure(question.figure);
    if (result.figure->better == Better::Neither)
        throw InputError(fmt::format("{} has no better side; expected a figure that can be ranked, such as class_il",
                                     result.figure->name));
    result.across = question.across ? question.across->name() : kDataAndScenario;
    const auto usable = comparableRuns(runs, *result.figure, result.notes);
    RankGrid grid = rankGrid(usable, question);
    keepWholeBlocks(grid, result.notes);
    result.refusal = refusalOf(grid, result.across);
    if (!result.refusal.empty()) return result;
    noteUnevenBlocks(grid, result.notes);
    rankGroups(result, grid);
    testRanks(result);
    noteTooFewBlocks(result);
    return result;
}

} // namespace lightcl
