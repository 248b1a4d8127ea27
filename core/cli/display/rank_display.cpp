#include "cli/display/rank_display.h"

#include "compare/rank_words.h"
#include "text/table_format.h"

#include <fmt/ranges.h>
#include <string>
#include <vector>

namespace lightcl {

namespace {

/// The labels of a clique's groups, the best first.
std::vector<std::string> cliqueLabels(const RankComparison& comparison, const RankClique& clique) {
    std::vector<std::string> labels;
    for (auto place = clique.first; place <= clique.last; ++place) labels.push_back(comparison.groups[place].label);
    return labels;
}

Json friedmanJson(const RankComparison& comparison) {
    if (!comparison.friedman) return {};
    const auto& test = *comparison.friedman;
    return {{"chi_square", test.chiSquare},
            {"p_chi_square", test.chiSquareP},
            {"f", test.f ? Json(*test.f) : Json()},
            {"p", test.p}};
}

Json pairJson(const RankComparison& comparison, const RankedPair& pair) {
    return {{"a", comparison.groups[pair.a].label},
            {"b", comparison.groups[pair.b].label},
            {"n", comparison.blocks.size()},
            {"p_wilcoxon", pair.wilcoxon.p},
            {"p_wilcoxon_exact", pair.wilcoxon.exact},
            {"p_adjusted", pair.adjustedP},
            {"differ", pair.differ}};
}

} // namespace

void printRanks(std::ostream& out, const RankComparison& comparison) {
    if (comparison.refusal.empty()) {
        out << toText(rankedValuesTable(comparison)) << "\n" << toText(rankedPairsTable(comparison)) << "\n";
        for (const auto& clique : comparison.cliques)
            out << fmt::format("Not told apart: {}.\n", fmt::join(cliqueLabels(comparison, clique), "; "));
    }
    out << rankSentence(comparison) << "\n";
    for (const auto& note : comparison.notes) out << note << "\n";
}

Json ranksJson(const RankComparison& comparison) {
    Json groups = Json::array();
    for (const auto& group : comparison.groups)
        groups.push_back({{"group", group.label},
                          {"n", group.runs},
                          {"mean_rank", group.meanRank},
                          {"values", group.values},
                          {"ranks", group.ranks}});
    Json pairs = Json::array();
    for (const auto& pair : comparison.pairs) pairs.push_back(pairJson(comparison, pair));
    Json cliques = Json::array();
    for (const auto& clique : comparison.cliques) cliques.push_back(cliqueLabels(comparison, clique));
    return {{"metric", comparison.figure->name},
            {"across", comparison.across},
            {"blocks", comparison.blocks},
            {"groups", groups},
            {"friedman", friedmanJson(comparison)},
            {"pairs", pairs},
            {"cliques", cliques},
            {"sentence", rankSentence(comparison)},
            {"notes", comparison.notes}};
}

} // namespace lightcl
