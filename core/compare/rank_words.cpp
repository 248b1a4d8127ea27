#include "compare/rank_words.h"

#include "compare/comparison_words.h"

#include <algorithm>
#include <cmath>
#include <fmt/ranges.h>
#include <string>
#include <utility>
#include <vector>

namespace lightcl {

namespace {

std::string friedmanText(const RankComparison& comparison) {
    const auto groups = comparison.groups.size();
    const auto& test = *comparison.friedman;
    std::string text = fmt::format("Friedman's chi-square {:.2f}", test.chiSquare);
    if (test.f) {
        const auto above = groups - 1;
        text += fmt::format(", F({}, {}) = {:.2f}", above, above * (comparison.blocks.size() - 1), *test.f);
    }
    return fmt::format("{}, p = {}", text, probabilityText(test.p));
}

/// Four digits at least; large numbers whole, and very large ones with their power of ten.
std::string rankedValueText(double value) {
    const double size = std::abs(value);
    return size >= 1000 && size < 1e7 ? fmt::format("{:.0f}", value) : fmt::format("{:.4g}", value);
}

std::string differingText(const RankComparison& comparison) {
    std::vector<std::string> differing;
    for (const auto& pair : comparison.pairs)
        if (pair.differ)
            differing.push_back(fmt::format("{} and {} (p = {})", comparison.groups[pair.a].label,
                                            comparison.groups[pair.b].label, probabilityText(pair.adjustedP)));
    if (differing.empty()) return " No pair differs by Wilcoxon's test after Holm.";
    constexpr std::size_t most = 3;
    if (differing.size() > most)
        return fmt::format(" {} of {} pairs differ by Wilcoxon's test after Holm.", differing.size(),
                           comparison.pairs.size());
    return fmt::format(" By Wilcoxon's test after Holm differ: {}.", fmt::join(differing, "; "));
}

/// "9 data sets and scenarios", "3 values of backbone".
std::string blocksText(const RankComparison& comparison) {
    const auto count = comparison.blocks.size();
    return comparison.across == kDataAndScenario ? fmt::format("{} data sets and scenarios", count)
                                                 : fmt::format("{} values of {}", count, comparison.across);
}

} // namespace

std::string rankSentence(const RankComparison& comparison) {
    if (!comparison.refusal.empty()) return comparison.refusal;
    const auto& best = comparison.groups.front();
    std::string text = fmt::format("Over {}, {} has the best mean rank in {}, {:.2f} of {}", blocksText(comparison),
                                   best.label, comparison.figure->title, best.meanRank, comparison.groups.size());
    if (!comparison.friedman) return text + "." + differingText(comparison);
    if (comparison.friedman->p > 0.05)
        return text +
               fmt::format("; but the mean ranks do not differ by more than luck ({}), so no pair is told apart.",
                           friedmanText(comparison));
    return text + fmt::format("; the mean ranks differ by more than luck ({}).", friedmanText(comparison)) +
           differingText(comparison);
}

std::string rankedGroupSentence(const RankComparison& comparison, std::size_t group) {
    const auto& told = comparison.groups[group];
    auto text = fmt::format("{}: mean rank {:.2f} of {}, first in {} of {}", told.label, told.meanRank,
                            comparison.groups.size(), std::ranges::count(told.ranks, 1.0), blocksText(comparison));
    std::vector<std::string> alike;
    for (const auto& pair : comparison.pairs)
        if (!pair.differ && (pair.a == group || pair.b == group))
            alike.push_back(comparison.groups[pair.a == group ? pair.b : pair.a].label);
    if (alike.empty()) return text + "; told apart from every other.";
    return text + fmt::format("; not told apart from {}.", fmt::join(alike, ", "));
}

RankDiagram rankDiagramOf(const RankComparison& comparison) {
    std::vector<std::pair<std::string, double>> groups;
    for (const auto& group : comparison.groups) groups.emplace_back(group.label, group.meanRank);
    std::vector<std::pair<std::size_t, std::size_t>> cliques;
    for (const auto& clique : comparison.cliques) cliques.emplace_back(clique.first, clique.last);
    const auto title = comparison.figure == nullptr
                           ? std::string("mean rank")
                           : fmt::format("mean rank in {} (1 is best)", comparison.figure->title);
    return rankDiagram(title, groups, cliques);
}

Table rankedValuesTable(const RankComparison& comparison) {
    Table table;
    table.addColumn(comparison.across, Table::Align::Left);
    if (comparison.groups.empty()) return table;
    std::vector<std::string> meanRanks = {"mean rank"};
    for (const auto& group : comparison.groups) {
        table.addColumn(group.label, Table::Align::Right, shownTitle(*comparison.figure));
        meanRanks.push_back(fmt::format("{:.3f}", group.meanRank));
    }
    for (std::size_t block = 0; block < comparison.blocks.size(); ++block) {
        std::vector<std::string> row = {comparison.blocks[block]};
        for (const auto& group : comparison.groups)
            row.push_back(rankedValueText(shownAmount(*comparison.figure, group.values[block])));
        table.addRow(std::move(row));
        for (std::size_t group = 0; group < comparison.groups.size(); ++group)
            if (comparison.groups[group].ranks[block] == 1) table.mark(block, group + 1, Table::Mark::Best);
    }
    table.addRow(std::move(meanRanks));
    return table;
}

Table rankedPairsTable(const RankComparison& comparison) {
    Table table;
    table.addColumn("a", Table::Align::Left);
    table.addColumn("b", Table::Align::Left);
    for (const char* title : {"rank a", "rank b", "p (Wilcoxon)", "p (Holm)"}) table.addColumn(title);
    table.addColumn("differ", Table::Align::Left);
    for (const auto& pair : comparison.pairs) {
        table.addRow({comparison.groups[pair.a].label, comparison.groups[pair.b].label,
                      fmt::format("{:.3f}", comparison.groups[pair.a].meanRank),
                      fmt::format("{:.3f}", comparison.groups[pair.b].meanRank), probabilityText(pair.wilcoxon.p),
                      probabilityText(pair.adjustedP), pair.differ ? "yes" : "no"});
        constexpr std::size_t adjustedColumn = 5;
        if (pair.differ) table.mark(table.rows.size() - 1, adjustedColumn, Table::Mark::Significant);
    }
    return table;
}

} // namespace lightcl
