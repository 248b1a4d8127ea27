#include "report/text/report_tables.h"

#include "figures/figure_text.h"
#include "figures/run_names.h"
#include "runs/run_figure.h"
#include "text/text_list.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace lightcl {

namespace {

const char* const kNotMeasured = "-";

Table::Align alignmentOf(const RunFigure& figure) {
    return isNumeric(figure) ? Table::Align::Right : Table::Align::Left;
}

struct ExactText {
    std::string operator()(std::monostate /*unmeasured*/) const { return {}; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const std::vector<std::string>& texts) const { return textList(texts); }
    std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
    std::string operator()(double value) const { return csvNumber(value); }
};

/// Those of every listing, then those that one of these runs has.
std::vector<const RunFigure*> listedFigures(const std::vector<RunSummary>& runs) {
    auto figures = figuresIn(kInListing);
    for (const RunFigure* figure : figuresIn(kWhereMeasured)) {
        const auto has = [&](const RunSummary& run) { return !figureText(*figure, run).empty(); };
        if (std::any_of(runs.begin(), runs.end(), has)) figures.push_back(figure);
    }
    return figures;
}

} // namespace

Table runTable(const std::vector<RunSummary>& runs, MethodWords words) {
    const auto figures = listedFigures(runs);
    Table table;
    for (const RunFigure* figure : figures) table.addColumn(listingTitle(*figure), alignmentOf(*figure));
    for (const auto& run : runs) {
        std::vector<std::string> cells;
        for (const RunFigure* figure : figures) {
            const bool isTitle = figure->kind == FigureKind::Method && words == MethodWords::Titles;
            auto text = isTitle ? methodTitle(run.method) : figureText(*figure, run);
            // Whoever reads this need not be the program that trains it.
            if (figure->kind == FigureKind::State && run.state == RunState::Running)
                text += fmt::format(", process {}", run.workerPid);
            cells.push_back(text.empty() && isNumeric(*figure) ? kNotMeasured : std::move(text));
        }
        table.addRow(std::move(cells));
    }
    return table;
}

std::string runMessages(const std::vector<RunSummary>& runs) {
    std::string text;
    for (const auto& run : runs) {
        if (run.message.empty()) continue;
        text += fmt::format("{}run {} {}: {}\n", text.empty() ? "\n" : "", run.id, toString(run.state),
                            run.message.substr(0, run.message.find('\n'))); // then come its worker's other last words
    }
    return text;
}

Table figureTable(const std::vector<RunSummary>& runs) {
    Table table;
    for (const RunFigure& figure : runFigureTable()) table.addColumn(std::string(figure.name), alignmentOf(figure));
    for (const auto& run : runs) {
        std::vector<std::string> cells;
        for (const RunFigure& figure : runFigureTable()) cells.push_back(std::visit(ExactText{}, valueOf(figure, run)));
        table.addRow(std::move(cells));
    }
    return table;
}

Table methodTable(const std::vector<MethodGroup>& groups, const std::string& what) {
    const auto figures = figuresIn(kOfMethods);
    Table table;
    table.addColumn(what, Table::Align::Left);
    table.addColumn("runs");
    for (const RunFigure* figure : figures) table.addColumn(meanTitle(*figure));
    for (const auto& group : groups) {
        std::vector<std::string> cells = {group.label, std::to_string(group.runs.size())};
        for (const RunFigure* figure : figures) cells.push_back(meanText(*figure, group.figure(figure->name)));
        table.addRow(std::move(cells));
    }
    for (std::size_t at = 0; at < figures.size(); ++at) {
        std::vector<std::optional<double>> means;
        for (const auto& group : groups) {
            const auto mean = group.figure(figures[at]->name);
            means.push_back(mean ? std::optional(mean->mean) : std::nullopt);
        }
        if (figures[at]->better != Better::Neither)
            markBest(table, at + 2, means, figures[at]->better == Better::Higher);
    }
    return table;
}

const std::vector<std::string>& methodTableNotes() {
    static const std::vector<std::string> notes = {
        "Mean ± sample standard deviation over seeds, finished runs only.",
        "Class-IL: argmax over all classes seen so far; task-IL: over the classes of the sample's task.",
        "Forgetting and BWT are of class-IL.",
        "Memory is the peak of a training step's tensors; peak RSS is all that the worker's process held."};
    return notes;
}

} // namespace lightcl
