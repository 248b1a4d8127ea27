#include "compare/tradeoff.h"

#include "base/units.h"
#include "compare/comparison_words.h"
#include "figures/pareto_front.h"
#include "figures/run_groups.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lightcl {

namespace {

/// Finished runs that have both figures; the others are counted.
std::vector<DrawnRun> comparableRuns(const std::vector<DrawnRun>& runs, Tradeoff& made) {
    std::vector<DrawnRun> comparable;
    std::size_t unfinished = 0;
    std::size_t without = 0;
    for (const auto& drawn : runs) {
        const auto& summary = drawn.run->summary;
        if (summary.isApart()) continue;
        const bool has = numberOf(*made.x, summary) && numberOf(*made.y, summary);
        if (summary.state != RunState::Done || !drawn.run->spec)
            ++unfinished;
        else if (!has)
            ++without;
        else
            comparable.push_back(drawn);
    }
    const auto note = [&](std::size_t count, const std::string& why) {
        if (count > 0) made.notes.push_back(fmt::format("{} run{} left out: {}.", count, count == 1 ? "" : "s", why));
    };
    note(unfinished, "not finished");
    note(without, "without one of the two figures");
    return comparable;
}

MeanSd meanOver(const std::vector<DrawnRun>& runs, const RunGroup& group, const RunFigure& figure) {
    std::vector<std::optional<double>> values;
    for (const auto index : group.runs) values.push_back(numberOf(figure, runs[index].run->summary));
    return *meanSd(values);
}

std::string meanCell(const RunFigure& figure, double value) {
    return csvNumber(shownAmount(figure, value));
}

/// The places of the front whose bytes are within the budget; nothing when neither figure is of bytes.
std::optional<std::vector<std::string>> fitting(const Tradeoff& made, std::int64_t budgetBytes) {
    const bool byX = made.x->kind == FigureKind::Bytes;
    if (budgetBytes <= 0 || (!byX && made.y->kind != FigureKind::Bytes)) return std::nullopt;
    std::vector<std::string> names;
    for (const auto place : made.front) {
        const auto& point = made.points[place];
        if ((byX ? point.x : point.y).mean <= static_cast<double>(budgetBytes)) names.push_back(point.label);
    }
    return names;
}

} // namespace

std::string axisTitle(const RunFigure& figure) {
    if (figure.kind == FigureKind::Percent) return std::string(figure.title) + ", %";
    if (figure.kind == FigureKind::Bytes) return fmt::format("{} memory, MiB", figure.title);
    return shownTitle(figure);
}

Tradeoff tradeoff(const std::vector<DrawnRun>& runs, const RunFigure& x, const RunFigure& y) {
    Tradeoff made{&x, &y, {}, {}, {}};
    const auto comparable = comparableRuns(runs, made);
    std::vector<std::pair<double, double>> means;
    for (const auto& group : runGroups(recordsOf(comparable))) {
        TradeoffPoint point;
        point.label = group.label;
        for (const auto index : group.runs) point.runs.push_back(comparable[index].run->summary.id);
        point.color = comparable[group.runs.front()].groupColor;
        point.x = meanOver(comparable, group, x);
        point.y = meanOver(comparable, group, y);
        means.emplace_back(point.x.mean, point.y.mean);
        made.points.push_back(std::move(point));
    }
    made.front = paretoFront(means, x.better, y.better);
    for (const auto place : made.front) made.points[place].onFront = true;
    return made;
}

std::string tradeoffSentence(const Tradeoff& made, std::int64_t budgetBytes) {
    if (made.points.empty()) return {};
    std::vector<std::string> names;
    for (const auto place : made.front) names.push_back(made.points[place].label);
    // Labels may hold commas: "LightCL, sparse".
    auto text = made.points.size() == 1
                    ? fmt::format("{} stands alone: there is nothing to trade.", made.points.front().label)
                    : fmt::format("{} of {} are on the front, none beaten in both figures: {}.", names.size(),
                                  made.points.size(), fmt::join(names, "; "));
    if (const auto fit = fitting(made, budgetBytes))
        text += fit->empty() ? fmt::format(" None of them fits {}.", formatBytes(budgetBytes))
                             : fmt::format(" Within {}: {}.", formatBytes(budgetBytes), fmt::join(*fit, "; "));
    for (const auto& note : made.notes) text += " " + note;
    return text;
}

Table tradeoffTable(const Tradeoff& made) {
    Table table;
    table.addColumn("group", Table::Align::Left);
    table.addColumn("runs");
    for (const auto* figure : {made.x, made.y}) {
        const auto title = figure == nullptr ? std::string() : axisTitle(*figure);
        table.addColumn(title + " mean");
        table.addColumn(title + " sd");
    }
    table.addColumn("front", Table::Align::Left);
    for (const auto& point : made.points) {
        std::vector<std::string> cells = {point.label, std::to_string(point.runs.size())};
        for (const auto& [figure, value] : {std::pair{made.x, &point.x}, std::pair{made.y, &point.y}}) {
            cells.push_back(meanCell(*figure, value->mean));
            cells.push_back(value->sd ? meanCell(*figure, *value->sd) : "");
        }
        cells.emplace_back(point.onFront ? "yes" : "no");
        table.addRow(std::move(cells));
    }
    return table;
}

PgfScatter tradeoffScatter(const Tradeoff& made, std::int64_t budgetBytes) {
    PgfScatter scatter;
    scatter.title = fmt::format("{} and {}", made.x->title, made.y->title);
    scatter.xTitle = axisTitle(*made.x);
    scatter.yTitle = axisTitle(*made.y);
    scatter.firstHolds = made.firstHolds();
    scatter.front = made.front;
    for (const auto& point : made.points) {
        PgfPoint drawn;
        drawn.label = point.label;
        drawn.color = point.color;
        drawn.x = shownAmount(*made.x, point.x.mean);
        drawn.y = shownAmount(*made.y, point.y.mean);
        drawn.dx = shownAmount(*made.x, point.x.sd.value_or(0));
        drawn.dy = shownAmount(*made.y, point.y.sd.value_or(0));
        drawn.dimmed = !point.onFront;
        scatter.points.push_back(std::move(drawn));
    }
    const auto line = std::pair(static_cast<double>(budgetBytes) / kMiB, "budget " + formatBytes(budgetBytes));
    if (budgetBytes > 0 && made.x->kind == FigureKind::Bytes) scatter.verticals.push_back(line);
    if (budgetBytes > 0 && made.y->kind == FigureKind::Bytes) scatter.horizontals.push_back(line);
    return scatter;
}

} // namespace lightcl
