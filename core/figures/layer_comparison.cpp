#include "figures/layer_comparison.h"

#include "catalog/layer_metric.h"
#include "figures/run_groups.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace lightcl {

namespace {

std::vector<ComparedPart> everyRun(const std::vector<const RunRecord*>& runs) {
    std::vector<ComparedPart> parts;
    auto labels = runLabels(runs);
    for (std::size_t run = 0; run < runs.size(); ++run) parts.push_back({std::move(labels[run]), {run}});
    return parts;
}

std::vector<ComparedPart> everyGroup(const std::vector<const RunRecord*>& runs) {
    std::vector<ComparedPart> parts;
    for (const RunGroup& group : runGroups(runs)) {
        const auto count = group.runs.size();
        parts.push_back({count == 1 ? group.label : fmt::format("{}, mean of {}", group.label, count), group.runs});
    }
    return parts;
}

bool holds(const ComparedPart& part, std::size_t run) {
    return std::find(part.runs.begin(), part.runs.end(), run) != part.runs.end();
}

/// The part of the chosen run first, where it is one of those that have room.
void moveToFront(std::vector<ComparedPart>& parts, std::size_t run) {
    const auto own = std::find_if(parts.begin(), parts.end(), [run](const auto& part) { return holds(part, run); });
    if (own != parts.end()) std::rotate(parts.begin(), own, own + 1);
}

/// Groups where there are several, else runs.
std::vector<ComparedPart> comparable(const std::vector<const RunRecord*>& runs) {
    auto groups = everyGroup(runs);
    return groups.size() > 1 ? groups : everyRun(runs);
}

std::vector<ComparedPart> partsOf(const std::vector<const RunRecord*>& runs, const ComparisonChoice& choice) {
    std::vector<ComparedPart> parts;
    switch (choice.mode) {
    case ComparisonMode::OneRun:
        return {everyRun(runs)[choice.run]};
    case ComparisonMode::Runs:
        parts = everyRun(runs);
        break;
    case ComparisonMode::Means:
        parts = everyGroup(runs);
        break;
    case ComparisonMode::Difference:
        parts = comparable(runs);
        moveToFront(parts, choice.run);
        if (parts.size() < 2) return parts;
        return {parts.front(), parts[std::min(choice.other + 1, parts.size() - 1)]};
    }
    moveToFront(parts, choice.run);
    return parts;
}

std::vector<LayerGrid> gatheredAll(const std::vector<LayerGrid>& grids, const std::vector<GridRow>& rows) {
    std::vector<LayerGrid> result;
    result.reserve(grids.size());
    for (const LayerGrid& grid : grids) result.push_back(gathered(grid, rows));
    return result;
}

} // namespace

std::vector<ComparedPart> comparedWith(const std::vector<const RunRecord*>& runs, std::size_t run) {
    auto parts = comparable(runs);
    std::erase_if(parts, [run](const ComparedPart& part) { return holds(part, run); });
    return parts;
}

LayerComparison::LayerComparison(const std::vector<const RunRecord*>& runs, ComparisonChoice choice)
    : choice_(std::move(choice)) {
    if (runs.empty()) return;
    choice_.run = std::min(choice_.run, runs.size() - 1);
    parts_ = partsOf(runs, choice_);
    if (parts_.size() > kMostGrids) {
        left_ = parts_.size() - kMostGrids;
        parts_.resize(kMostGrids);
    }
    align(runs);
}

void LayerComparison::align(const std::vector<const RunRecord*>& runs) {
    std::vector<LayerGrid> all;
    for (const ComparedPart& part : parts_)
        for (const std::size_t run : part.runs)
            all.emplace_back(runs[run]->layerMetrics, choice_.metric, choice_.columns);
    all = alignedGrids(all);
    std::size_t next = 0;
    for (const ComparedPart& part : parts_) {
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(next);
        grids_.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(part.runs.size()));
        next += part.runs.size();
    }
    layers_ = layerFacts(*runs[parts_.front().runs.front()]);
    const auto& rows = all.front().layers();
    if (rows.size() < layers_.size()) layers_.resize(rows.size());
    for (std::size_t row = layers_.size(); row < rows.size(); ++row) {
        LayerFacts facts;
        facts.name = rows[row];
        facts.stage = stageOfLayer(rows[row]);
        facts.stageIndex = layers_.empty() ? 0 : layers_.back().stageIndex + (layers_.back().stage != facts.stage);
        layers_.push_back(std::move(facts));
    }
}

ComparedGrids LayerComparison::shown(const std::vector<GridRow>& rows) const {
    ComparedGrids result;
    result.left = left_;
    if (grids_.empty()) return result;
    if (choice_.mode == ComparisonMode::Difference && grids_.size() == 2) {
        result.difference = gridDifference(gatheredAll(grids_[0], rows), gatheredAll(grids_[1], rows));
        result.grids = {result.difference->difference};
        result.titles = {fmt::format("{} less {}", parts_[0].title, parts_[1].title)};
        return result;
    }
    for (std::size_t part = 0; part < parts_.size(); ++part) {
        auto grids = gatheredAll(grids_[part], rows);
        if (choice_.mode == ComparisonMode::Means) {
            result.statistics.push_back(gridStatistics(grids));
            result.grids.push_back(result.statistics.back().mean);
        } else {
            result.grids.push_back(std::move(grids.front()));
        }
        result.titles.push_back(parts_[part].title);
    }
    return result;
}

std::vector<bool> ComparedGrids::withinSpread() const {
    std::vector<bool> within;
    if (!difference) return within;
    const auto columns = difference->difference.columns().size();
    for (std::size_t cell = 0; cell < difference->difference.values().size(); ++cell)
        within.push_back(difference->isWithinSpread({cell / columns, cell % columns}));
    return within;
}

std::string layerValueText(std::string_view metric, double value) {
    if (std::isnan(value)) return "-";
    const LayerMetric* known = findLayerMetric(metric);
    if (known != nullptr && known->isYesNo() && (value == 0 || value == 1))
        return std::string(known->words[value == 1 ? 1 : 0]);
    return known != nullptr && known->endsAtOne() ? fmt::format("{:.3f}", value) : fmt::format("{:.3g}", value);
}

std::string cellText(const ComparedGrids& grids, std::size_t grid, Cell cell) {
    const auto& shown = grids.grids.at(grid);
    const double value = shown.at(cell);
    if (std::isnan(value)) return "not measured";
    const auto text = [&](double number) { return layerValueText(shown.metric(), number); };
    if (grids.difference) {
        const auto& [a, b, difference, spread] = *grids.difference;
        auto result = fmt::format("{}{} = {} - {}", value > 0 ? "+" : "", text(value), text(a.mean.at(cell)),
                                  text(b.mean.at(cell)));
        if (std::isnan(spread.at(cell))) return result;
        result += fmt::format(", spread {}", text(spread.at(cell)));
        return grids.difference->isWithinSpread(cell) ? result + ": within it" : result;
    }
    if (grid >= grids.statistics.size()) return text(value);
    const auto& statistics = grids.statistics[grid];
    const auto count = statistics.countAt(cell);
    if (count < 2) return fmt::format("{} of one run", text(value));
    return fmt::format("{} ± {} over {} runs", text(value), text(statistics.deviation.at(cell)), count);
}

} // namespace lightcl
