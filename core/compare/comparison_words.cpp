#include "compare/comparison_words.h"

#include "base/units.h"
#include "figures/figure_text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <set>
#include <vector>

namespace lightcl {

namespace {

constexpr double kLevel = 0.05;

/// Without a sign and, where it follows from the number beside it, without a unit.
std::string amountText(const RunFigure& figure, double amount) {
    switch (figure.kind) {
    case FigureKind::Percent:
        return fmt::format("{:.{}f}", shownAmount(figure, amount), amount != 0 && std::abs(amount) < 0.001 ? 3 : 1);
    case FigureKind::Bytes:
        return fmt::format("{:.1f}", shownAmount(figure, amount));
    case FigureKind::Scientific:
        return formatScientific(amount);
    default:
        return fmt::format("{:.1f}", amount);
    }
}

std::string unitOf(const RunFigure& figure) {
    switch (figure.kind) {
    case FigureKind::Percent:
        return " points";
    case FigureKind::Bytes:
        return " MiB";
    case FigureKind::Seconds:
        return " s";
    default:
        return "";
    }
}

/// An interval as seen from the larger side: of a negative difference both ends change sign.
std::string intervalText(const RunFigure& figure, Interval interval, bool turned) {
    if (turned) interval = {-interval.high, -interval.low};
    return fmt::format("{} to {}", amountText(figure, interval.low), amountText(figure, interval.high));
}

std::string overWhat(const PairedComparison& pair) {
    const std::set<std::int64_t> seeds(pair.seeds.begin(), pair.seeds.end());
    const auto n = pair.differences.size();
    return fmt::format("{} {}{}", n, seeds.size() == n ? "seed" : "pair", n == 1 ? "" : "s");
}

std::size_t testedPairs(const Comparison& comparison) {
    std::size_t tested = 0;
    for (const auto& pair : comparison.pairs) tested += pair.differences.empty() ? 0 : 1;
    return tested;
}

std::string testText(const Comparison& comparison, const PairedComparison& pair) {
    std::string text = fmt::format("p = {}", probabilityText(pair.signFlip.p));
    const auto tested = testedPairs(comparison);
    if (tested > 1) text += fmt::format(" ({} by Holm over {} comparisons)", probabilityText(pair.adjustedP), tested);
    return fmt::format("{} over {}.", text, overWhat(pair));
}

std::string needText(const PairedComparison& pair) {
    const auto missing = pairsMissing(pair);
    if (missing == 0) return {};
    return fmt::format(" With {} no such test can go below {}: {} more would be the least for {}.", overWhat(pair),
                       probabilityText(lowestSignFlipP(pair.differences.size())), missing, kLevel);
}

} // namespace

std::string differenceText(const RunFigure& figure, double difference) {
    const auto sign = difference > 0 ? "+" : "";
    return sign + amountText(figure, difference) + unitOf(figure);
}

std::string differenceCell(const RunFigure& figure, double difference) {
    if (figure.kind != FigureKind::Percent) return differenceText(figure, difference);
    return (difference > 0 ? "+" : "") + amountText(figure, difference);
}

double shownAmount(const RunFigure& figure, double value) {
    switch (figure.kind) {
    case FigureKind::Percent:
        return value * 100;
    case FigureKind::Bytes:
        return value / kMiB;
    default:
        return value;
    }
}

std::string shownTitle(const RunFigure& figure) {
    const auto unit = unitOf(figure);
    return std::string(figure.title) + (unit.empty() ? "" : "," + unit);
}

std::string probabilityText(double p) {
    return p < 0.001 && p > 0 ? fmt::format("{:.1e}", p) : fmt::format("{:.3f}", p);
}

std::size_t pairsMissing(const PairedComparison& pair) {
    const auto needed = differencesNeeded(kLevel);
    return pair.differences.size() < needed ? needed - pair.differences.size() : 0;
}

std::string comparisonSentence(const Comparison& comparison, const PairedComparison& pair) {
    const RunFigure& figure = *comparison.figure;
    const auto& a = comparison.groups[pair.a].label;
    const auto& b = comparison.groups[pair.b].label;
    if (pair.differences.empty())
        return fmt::format("{} and {} cannot be compared: they have no pair in common.", a, b);
    const double mean = pair.meanDifference;
    if (mean == 0) return fmt::format("{} and {} do not differ in {} over {}.", a, b, figure.title, overWhat(pair));
    std::string text = fmt::format("{} is {}{} {} {} in {}", a, amountText(figure, std::abs(mean)), unitOf(figure),
                                   mean > 0 ? "above" : "below", b, figure.title);
    if (!pair.interval)
        return text +
               fmt::format(" with the one {} they share: no test can tell that from luck.", overWhat(pair).substr(2));
    text += fmt::format(", 95 % interval {}, {}", intervalText(figure, *pair.interval, mean < 0),
                        testText(comparison, pair));
    return text + needText(pair);
}

std::string robustMeanText(const RunFigure& figure, const RobustMean& robust) {
    auto text = fmt::format("interquartile mean {}{}", amountText(figure, robust.mean),
                            figure.kind == FigureKind::Percent ? " %" : unitOf(figure));
    if (robust.interval) text += fmt::format(" (95 % interval {})", intervalText(figure, *robust.interval, false));
    return text;
}

Table comparedValuesTable(const Comparison& comparison) {
    Table table;
    table.addColumn("group", Table::Align::Left);
    table.addColumn("run_id");
    table.addColumn("seed");
    if (comparison.figure == nullptr) return table;
    table.addColumn(shownTitle(*comparison.figure));
    for (const auto& group : comparison.groups)
        for (const auto* run : group.runs)
            if (const auto value = numberOf(*comparison.figure, run->summary))
                table.addRow({group.label, std::to_string(run->summary.id), std::to_string(run->summary.seed),
                              csvNumber(shownAmount(*comparison.figure, *value))});
    return table;
}

Table comparedGroupsTable(const Comparison& comparison) {
    const RunFigure& figure = *comparison.figure;
    Table table;
    table.addColumn("group", Table::Align::Left);
    table.addColumn("runs");
    table.addColumn(std::string(figure.title) + " mean");
    table.addColumn("sd");
    const bool hasRobust =
        std::ranges::any_of(comparison.groups, [](const auto& group) { return group.robust.has_value(); });
    if (hasRobust) {
        table.addColumn("IQM");
        table.addColumn("IQM 95 % interval");
    }
    for (const auto& group : comparison.groups) {
        std::vector<std::string> row = {group.label, fmt::format("{}", group.runs.size()),
                                        amountText(figure, group.values->mean) +
                                            (figure.kind == FigureKind::Percent ? " %" : unitOf(figure)),
                                        group.values->sd ? amountText(figure, *group.values->sd) : "-"};
        if (hasRobust) {
            row.push_back(group.robust ? amountText(figure, group.robust->mean) : "-");
            const bool hasInterval = group.robust && group.robust->interval;
            row.push_back(hasInterval ? intervalText(figure, *group.robust->interval, false) : "-");
        }
        table.addRow(std::move(row));
    }
    std::vector<std::optional<double>> means;
    for (const auto& group : comparison.groups) means.push_back(group.values->mean);
    if (figure.better != Better::Neither) markBest(table, 2, means, figure.better == Better::Higher);
    return table;
}

Table comparisonTable(const Comparison& comparison) {
    const RunFigure& figure = *comparison.figure;
    Table table;
    table.addColumn("a", Table::Align::Left);
    table.addColumn("b", Table::Align::Left);
    for (const char* title : {"pairs", "a - b", "95 % interval", "p", "p (Holm)", "p (Wilcoxon)", "d_z", "P(a > b)"})
        table.addColumn(title);
    for (const auto& pair : comparison.pairs) {
        const bool none = pair.differences.empty();
        const auto shown = [none](std::string text) { return none ? "-" : std::move(text); };
        table.addRow({comparison.groups[pair.a].label, comparison.groups[pair.b].label,
                      fmt::format("{}", pair.differences.size()), shown(differenceText(figure, pair.meanDifference)),
                      pair.interval ? intervalText(figure, *pair.interval, false) : "-",
                      shown(probabilityText(pair.signFlip.p)), shown(probabilityText(pair.adjustedP)),
                      shown(probabilityText(pair.wilcoxon.p)),
                      pair.effectSize ? fmt::format("{:.2f}", *pair.effectSize) : "-",
                      shown(fmt::format("{:.2f}", pair.probabilityOfLarger))});
        constexpr std::size_t differenceColumn = 3;
        if (pair.interval && pair.adjustedP <= kLevel)
            table.mark(table.rows.size() - 1, differenceColumn, Table::Mark::Significant);
    }
    return table;
}

} // namespace lightcl
