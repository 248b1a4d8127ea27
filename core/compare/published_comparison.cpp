#include "compare/published_comparison.h"

#include "base/units.h"
#include "compare/run_key.h"
#include "figures/run_groups.h"
#include "figures/run_names.h"
#include "runs/run_figure.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <functional>
#include <set>

namespace lightcl {

namespace {

std::optional<MeanSd> figureMean(const std::vector<const RunRecord*>& runs, std::string_view figure, double unit) {
    std::vector<std::optional<double>> values;
    for (const auto* run : runs) {
        const auto value = numberOf(runFigure(figure), run->summary);
        values.push_back(value ? std::optional(*value * unit) : std::nullopt);
    }
    return meanSd(values);
}

FigureBeside beside(std::optional<MeanSd> ours, const PublishedResult::Accuracy& published) {
    FigureBeside figure{ours, {}, {}};
    if (!published) return figure;
    figure.published = published->first;
    figure.publishedSd = published->second;
    return figure;
}

void addDifferences(std::vector<std::string>& other, const Parameters& ours, const Parameters& published) {
    for (const auto& [name, value] : published.values()) {
        const auto own = ours.contains(name) ? toText(ours.values().at(name)) : std::string("none");
        const auto theirs = toText(value);
        if (own != theirs) other.push_back(fmt::format("{} = {}, published {}", name, own, theirs));
    }
}

std::vector<std::string> otherSettings(const RunSpec& run, const PublishedTable& table,
                                       const PublishedResult& published) {
    std::vector<std::string> other;
    const bool hasWeights = run.network.contains("weights") && !run.network.text("weights").empty();
    const bool isPretrained = hasWeights || !run.pretraining.values().empty();
    if (!table.weights.empty() && !isPretrained)
        other.push_back(fmt::format("weights not pretrained, published on {}", table.weights));
    if (!table.weights.empty() && isPretrained)
        other.push_back(fmt::format("pretrained otherwise than on {}, as far as can be told", table.weights));
    addDifferences(other, run.scenario, table.scenario);
    addDifferences(other, run.network, table.network);
    addDifferences(other, run.training, table.training);
    addDifferences(other, run.method.parameters, published.settings);
    return other;
}

RowBeside publishedRow(const PublishedTable& table, const PublishedResult& published, const RunGroup* group,
                       const std::vector<const RunRecord*>& all) {
    RowBeside row{&table, &published, {}, {}, {}, {}, {}, {}, {}};
    std::vector<const RunRecord*> runs;
    if (group != nullptr) {
        row.group = group->label;
        for (const auto index : group->runs) {
            runs.push_back(all[index]);
            row.runs.push_back(all[index]->summary.id);
        }
        row.other = runs.front()->spec ? otherSettings(*runs.front()->spec, table, published)
                                       : std::vector<std::string>{"its settings are not known"};
    }
    row.classIl = beside(figureMean(runs, "class_il", 100), published.classIl);
    row.taskIl = beside(figureMean(runs, "task_il", 100), published.taskIl);
    row.trainingFlops = {figureMean(runs, "training_flops", 1), published.trainingFlops, {}};
    row.peakMebibytes = {figureMean(runs, "paper_peak_bytes", 1 / kMiB), published.peakMebibytes, {}};
    return row;
}

bool hasPublishedMethod(const RunRecord& run, const PublishedTable& table, const PublishedResult& published) {
    return run.summary.dataset == table.dataset && run.summary.method == published.method;
}

/// Ours, published, difference with a star where it is marked.
void addCells(std::vector<std::string>& cells, const FigureBeside& figure, int publishedRuns,
              const std::function<std::string(double)>& text) {
    const auto withSd = [&](double mean, std::optional<double> sd) {
        return sd ? fmt::format("{} ± {}", text(mean), text(*sd)) : text(mean);
    };
    cells.push_back(figure.ours ? withSd(figure.ours->mean, figure.ours->sd) : std::string());
    cells.push_back(figure.published ? withSd(*figure.published, figure.publishedSd) : std::string());
    const auto difference = figure.difference();
    cells.push_back(difference ? fmt::format("{}{}{}", *difference < 0 ? "-" : "+", text(std::abs(*difference)),
                                             figure.isMarked(publishedRuns) ? "*" : "")
                               : std::string());
}

} // namespace

std::optional<double> FigureBeside::difference() const {
    return ours && published ? std::optional(ours->mean - *published) : std::nullopt;
}

bool FigureBeside::isMarked(int publishedRuns) const {
    const auto by = difference();
    if (!by || !ours->sd || !publishedSd || publishedRuns < 1) return false;
    const double error = std::sqrt(*ours->sd * *ours->sd / static_cast<double>(ours->count) +
                                   *publishedSd * *publishedSd / publishedRuns);
    return std::abs(*by) > 2 * error;
}

std::vector<RowBeside> besidePublished(const std::vector<const RunRecord*>& runs) {
    std::vector<const RunRecord*> finished;
    std::set<std::string> datasets;
    for (const auto* run : runs) {
        if (run->summary.isApart() || run->summary.state != RunState::Done) continue;
        finished.push_back(run);
        datasets.insert(run->summary.dataset);
    }
    const auto groups = runGroups(finished);
    const auto& tables = publishedTables();
    const bool any = std::any_of(tables.begin(), tables.end(),
                                 [&](const PublishedTable& table) { return datasets.contains(table.dataset); });
    std::vector<RowBeside> rows;
    for (const auto& table : tables) {
        if (any && !datasets.contains(table.dataset)) continue;
        for (const auto& published : table.results) {
            const auto before = rows.size();
            for (const auto& group : groups)
                if (hasPublishedMethod(*finished[group.runs.front()], table, published))
                    rows.push_back(publishedRow(table, published, &group, finished));
            if (rows.size() == before) rows.push_back(publishedRow(table, published, nullptr, finished));
        }
    }
    return rows;
}

Table publishedTable(const std::vector<RowBeside>& rows) {
    Table table;
    for (const auto* title : {"data set", "method", "ours"}) table.addColumn(title, Table::Align::Left);
    table.addColumn("runs");
    for (const auto* figure : {"class-IL %", "task-IL %", "FLOPs", "paper's memory MiB"})
        for (const auto* title : {"ours", "published", "difference"})
            table.addColumn(title, Table::Align::Right, figure);
    table.addColumn("a fair cell would need", Table::Align::Left);
    const auto percent = [](double value) { return fmt::format("{:.2f}", value); };
    const auto operations = [](double value) { return formatScientific(value); };
    const auto mebibytes = [](double value) { return fmt::format("{:.1f}", value); };
    for (const auto& row : rows) {
        std::vector<std::string> cells{row.table->dataset, methodTitle(row.published->method), row.group,
                                       row.runs.empty() ? std::string() : std::to_string(row.runs.size())};
        const auto add = [&](const FigureBeside& figure, const std::function<std::string(double)>& text) {
            addCells(cells, figure, row.table->runs, text);
        };
        add(row.classIl, percent);
        add(row.taskIl, percent);
        add(row.trainingFlops, operations);
        add(row.peakMebibytes, mebibytes);
        cells.push_back(row.group.empty() ? "no finished run" : fmt::format("{}", fmt::join(row.other, "; ")));
        table.addRow(std::move(cells));
    }
    return table;
}

std::string publishedCaption(const std::vector<RowBeside>& rows) {
    if (rows.empty()) return {};
    return fmt::format("{}, mean and deviation over {} runs, beside ours. FLOPs and memory are computed there, not "
                       "measured, and ours by the same accounting. Differences marked with a star are more than two "
                       "of their standard errors: a guide, no test. The last column says in what our setting is "
                       "another one.",
                       rows.front().table->source, rows.front().table->runs);
}

} // namespace lightcl
