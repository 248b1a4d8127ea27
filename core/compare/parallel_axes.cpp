#include "compare/parallel_axes.h"

#include "compare/comparison_words.h"
#include "compare/tradeoff.h"
#include "figures/run_groups.h"
#include "figures/run_names.h"
#include "figures/setting_differences.h"
#include "runs/run_figure.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>

namespace lightcl {

namespace {

constexpr double kBelow = 0.12; ///< the part of an axis that runs without a value stand at the foot of

std::optional<double> numberIn(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

/// Of its values, which must be there: the range, and whether orders of magnitude lie between them.
void spanNumbers(ParallelAxis& axis) {
    std::optional<double> low;
    std::optional<double> high;
    for (const auto& value : axis.values) {
        if (!value) continue;
        low = std::min(low.value_or(*value), *value);
        high = std::max(high.value_or(*value), *value);
    }
    axis.low = low.value_or(0);
    axis.high = high.value_or(0);
    axis.logarithmic = axis.low > 0 && axis.high >= 100 * axis.low;
}

/// Numbers where all texts are numbers, else words in their order.
ParallelAxis axisOfTexts(std::string title, std::vector<std::string> texts) {
    ParallelAxis axis{std::move(title)};
    std::set<std::string> words;
    bool numeric = true;
    for (const auto& text : texts) {
        if (text.empty()) continue;
        words.insert(text);
        numeric = numeric && numberIn(text);
    }
    if (!numeric) axis.categories.assign(words.begin(), words.end());
    for (const auto& text : texts) {
        if (text.empty())
            axis.values.emplace_back();
        else if (numeric)
            axis.values.push_back(numberIn(text));
        else
            axis.values.emplace_back(static_cast<double>(std::distance(words.begin(), words.find(text))));
    }
    axis.texts = std::move(texts);
    spanNumbers(axis);
    if (!numeric) axis.logarithmic = false;
    return axis;
}

void addMethods(ParallelAxes& made, const std::vector<DrawnRun>& runs) {
    std::vector<std::string> methods;
    for (const auto& drawn : runs) methods.push_back(methodTitle(drawn.run->summary.method));
    auto axis = axisOfTexts("method", std::move(methods));
    if (axis.categories.size() > 1) made.axes.push_back(std::move(axis));
}

/// The settings of which two runs have another value.
void addSettings(ParallelAxes& made, const std::vector<DrawnRun>& runs) {
    SettingVariety variety;
    std::vector<SettingTexts> settings;
    for (const auto& drawn : runs) {
        settings.push_back(tellingSettings(*drawn.run->spec));
        variety.add(settings.back());
    }
    std::set<std::string> names;
    for (const auto& own : settings)
        for (const auto& [name, value] : variety.differing(own)) names.insert(name);
    for (const auto& name : names) {
        std::vector<std::string> texts;
        for (const auto& own : settings) {
            const auto found = own.find(name);
            texts.push_back(found == own.end() ? std::string() : found->second);
        }
        made.axes.push_back(axisOfTexts(name, std::move(texts)));
    }
}

void addResults(ParallelAxes& made, const std::vector<DrawnRun>& runs) {
    for (const RunFigure* figure : figuresIn(kOfMethods)) {
        if (!isResult(*figure)) continue;
        ParallelAxis axis{figure->kind == FigureKind::Bytes ? shownTitle(*figure) : axisTitle(*figure)};
        bool any = false;
        for (const auto& drawn : runs) {
            const auto value = numberOf(*figure, drawn.run->summary);
            any = any || value;
            axis.values.push_back(value ? std::optional(shownAmount(*figure, *value)) : std::nullopt);
            axis.texts.push_back(value ? figureText(*figure, drawn.run->summary) : std::string());
        }
        if (!any) continue;
        spanNumbers(axis);
        made.axes.push_back(std::move(axis));
    }
}

/// Finished, with a spec that tells its settings; the others are counted.
std::vector<DrawnRun> told(const std::vector<DrawnRun>& runs, ParallelAxes& made) {
    std::vector<DrawnRun> kept;
    std::size_t left = 0;
    for (const auto& drawn : runs) {
        if (drawn.run->summary.isApart()) continue;
        if (drawn.run->summary.state == RunState::Done && drawn.run->spec)
            kept.push_back(drawn);
        else
            ++left;
    }
    if (left > 0)
        made.notes.push_back(
            fmt::format("{} run{} left out: not finished, or without a spec.", left, left == 1 ? "" : "s"));
    return kept;
}

/// "200 to 500", "ER", "-": the values of an axis that lie within the brush.
std::string brushedText(const ParallelAxis& axis, const AxisBrush& brush) {
    std::optional<std::size_t> lowest;
    std::optional<std::size_t> highest;
    for (std::size_t run = 0; run < axis.values.size(); ++run) {
        const double place = axis.placeOfRun(run);
        if (place < brush.low || place > brush.high || !axis.values[run]) continue;
        if (!lowest || *axis.values[run] < *axis.values[*lowest]) lowest = run;
        if (!highest || *axis.values[run] > *axis.values[*highest]) highest = run;
    }
    if (!lowest) return axis.title + " -";
    const auto& from = axis.texts[*lowest];
    const auto& to = axis.texts[*highest];
    return from == to ? fmt::format("{} {}", axis.title, from) : fmt::format("{} {} to {}", axis.title, from, to);
}

} // namespace

bool ParallelAxis::hasRunsWithout() const {
    return std::any_of(values.begin(), values.end(), [](const auto& value) { return !value; });
}

double ParallelAxis::placeOf(double value) const {
    const double foot = hasRunsWithout() ? kBelow : 0;
    const double from = logarithmic ? std::log(low) : low;
    const double to = logarithmic ? std::log(high) : high;
    if (!(to > from)) return foot + (1 - foot) / 2;
    return foot + (1 - foot) * ((logarithmic ? std::log(value) : value) - from) / (to - from);
}

double ParallelAxis::placeOfRun(std::size_t run) const {
    return values[run] ? placeOf(*values[run]) : 0;
}

Table ParallelAxes::toTable() const {
    Table table;
    table.addColumn("run_id");
    table.addColumn("run", Table::Align::Left);
    for (const auto& axis : axes)
        table.addColumn(axis.title, axis.categories.empty() ? Table::Align::Right : Table::Align::Left);
    for (std::size_t run = 0; run < runs.size(); ++run) {
        std::vector<std::string> cells{std::to_string(runs[run]), labels[run]};
        for (const auto& axis : axes)
            cells.push_back(!axis.categories.empty() ? axis.texts[run]
                            : axis.values[run]       ? csvNumber(*axis.values[run])
                                                     : std::string());
        table.addRow(std::move(cells));
    }
    return table;
}

ParallelAxes parallelAxes(const std::vector<DrawnRun>& runs) {
    ParallelAxes made;
    const auto kept = told(runs, made);
    for (const auto& drawn : kept) {
        made.runs.push_back(drawn.run->summary.id);
        made.colors.push_back(drawn.groupColor);
    }
    made.labels = runLabels(recordsOf(kept));
    if (kept.empty()) return made;
    addMethods(made, kept);
    addSettings(made, kept);
    addResults(made, kept);
    return made;
}

std::vector<bool> withinBrushes(const ParallelAxes& axes, const std::vector<AxisBrush>& brushes) {
    constexpr double slack = 1e-9;
    std::vector<bool> within(axes.runs.size(), true);
    for (const auto& [axis, low, high] : brushes)
        for (std::size_t run = 0; run < within.size(); ++run) {
            const double place = axes.axes.at(axis).placeOfRun(run);
            within[run] = within[run] && place >= low - slack && place <= high + slack;
        }
    return within;
}

std::string parallelSentence(const ParallelAxes& axes, const std::vector<AxisBrush>& brushes) {
    const auto runs = axes.runs.size();
    if (runs == 0) return {};
    std::string text;
    if (brushes.empty()) {
        text =
            fmt::format("{} run{} across {} settings and results: drag along an axis to see the runs that lie there.",
                        runs, runs == 1 ? "" : "s", axes.axes.size());
    } else {
        const auto within = withinBrushes(axes, brushes);
        std::vector<std::string> parts;
        for (const auto& brush : brushes) parts.push_back(brushedText(axes.axes.at(brush.axis), brush));
        text = fmt::format("{} of {} runs: {}.", std::count(within.begin(), within.end(), true), runs,
                           fmt::join(parts, "; "));
    }
    for (const auto& note : axes.notes) text += " " + note;
    return text;
}

} // namespace lightcl
