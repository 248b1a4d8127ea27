#include "compare/rank_words.h"

#include "compare/comparison_words.h"

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
    constexpr std::size_t most = 6;
    const auto left = differing.size() > most ? differing.size() - most : 0;
    differing.resize(std::min(differing.size(), most));
    return fmt::format(" By Wilcoxon's test after Holm differ: {}{}.", fmt::join(differing, "; "),
                       left == 0 ? "" : fmt::format("; and {} more", left));
}

} // namespace

std::string rankSentence(const RankComparison& comparison) {
    if (!comparison.refusal.empty()) return comparison.refusal;
    const auto& best = comparison.groups.front();
    std::string text =
        fmt::format("Over {} blocks ({}) {} has the best mean rank in {}, {:.2f} of {}", comparison.blocks.size(),
                    comparison.across, best.label, comparison.figure->title, best.meanRank, comparison.groups.size());
    if (!comparison.friedman) return text + "." + differingText(comparison);
    if (comparison.friedman->p > 0.05)
        return text +
               fmt::format("; but the mean ranks do not differ by more than luck ({}), so no pair is told apart.",
                           friedmanText(comparison));
    return text + fmt::format("; the mean ranks differ by more than luck ({}).", friedmanText(comparison)) +
           differingText(comparison);
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
