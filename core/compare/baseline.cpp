#include "compare/baseline.h"

#include "compare/comparison_words.h"
#include "compare/listed_groups.h"
#include "figures/statistics.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace lightcl {

std::optional<double> Baseline::value(std::string_view figure) const {
    const auto found = values.find(figure);
    return found == values.end() ? std::nullopt : std::optional(found->second);
}

bool Baseline::holds(RunId run) const {
    return std::ranges::find(runs, run) != runs.end();
}

Baseline baselineOf(std::string label, const std::vector<const RunRecord*>& runs, bool isGroup) {
    Baseline made{std::move(label), {}, isGroup, {}};
    for (const auto* run : runs) made.runs.push_back(run->summary.id);
    for (const RunFigure& figure : runFigureTable()) {
        if (!isResult(figure)) continue;
        std::vector<std::optional<double>> values;
        for (const auto* run : runs)
            if (!isGroup || run->summary.state == RunState::Done) values.push_back(numberOf(figure, run->summary));
        if (const auto mean = meanSd(values)) made.values.emplace(figure.name, mean->mean);
    }
    return made;
}

std::optional<std::string> baselineCell(const RunFigure& figure, double value, const Baseline& baseline) {
    const auto base = isResult(figure) ? baseline.value(figure.name) : std::nullopt;
    if (!base) return std::nullopt;
    return differenceCell(figure, value - *base);
}

std::string baselineHelp(const RunFigure& figure, double value, const Baseline& baseline) {
    const auto shown = figureValueText(figure, value);
    const auto base = baseline.value(figure.name);
    if (!base) return fmt::format("{}; the baseline {} has no such figure", shown, baseline.label);
    const double difference = value - *base;
    const auto against = fmt::format("the baseline {} ({})", baseline.label, figureValueText(figure, *base));
    if (difference == 0) return fmt::format("{}: as {}", shown, against);
    auto amount = differenceText(figure, difference > 0 ? difference : -difference);
    if (amount.starts_with('+')) amount.erase(0, 1);
    auto text = fmt::format("{}: {} {} {}", shown, amount, difference > 0 ? "above" : "below", against);
    if (figure.better != Better::Neither)
        text += (difference > 0) == (figure.better == Better::Higher) ? ", which is better" : ", which is worse";
    return text;
}

} // namespace lightcl
