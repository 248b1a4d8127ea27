#include "figures/color_scale.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <tuple>
#include <utility>

namespace lightcl {

namespace {

using ValueRange = std::pair<double, double>;

std::vector<double> sortedValues(const std::vector<const LayerGrid*>& grids, bool positiveOnly) {
    std::vector<double> values;
    for (const LayerGrid* grid : grids)
        for (const double value : grid->values())
            if (std::isfinite(value) && (!positiveOnly || value > 0)) values.push_back(value);
    std::sort(values.begin(), values.end());
    return values;
}

std::optional<ValueRange> rangeOf(const std::vector<double>& sorted) {
    if (sorted.empty()) return std::nullopt;
    return ValueRange{sorted.front(), sorted.back()};
}

/// What lies between the quantiles; all of it where that is a single value.
ValueRange cutRange(const std::vector<double>& sorted, double cut) {
    const ValueRange between{quantileOf(sorted, cut), quantileOf(sorted, 1 - cut)};
    return between.second > between.first ? between : ValueRange{sorted.front(), sorted.back()};
}

bool isRange(const ScaleChoice& choice) {
    return choice.kind == ScaleChoice::Kind::Fixed && std::isfinite(choice.lower) && std::isfinite(choice.upper) &&
           choice.upper > choice.lower;
}

void markCuts(ColorScale& scale, const std::optional<ValueRange>& found) {
    if (!found) return;
    const double slack = 1e-12 * (scale.upper - scale.lower);
    scale.cutsLower = found->first < scale.lower - slack && !(scale.logarithmic && found->first <= 0);
    scale.cutsUpper = found->second > scale.upper + slack;
}

void setLogarithmic(ColorScale& result, const std::vector<double>& positive, const ScaleChoice& choice) {
    const auto all = rangeOf(positive).value_or(ValueRange{0.1, 1.0});
    const bool cut = choice.kind == ScaleChoice::Kind::Quantiles && !positive.empty();
    const auto range = cut ? cutRange(positive, choice.cut) : all;
    // One value alone lies in the middle of a scale that shows about how large it is.
    const double around = range.first == range.second ? 2 : 1;
    result.lower = range.first / around;
    result.upper = range.second * around;
    markCuts(result, rangeOf(positive));
}

void setLinear(ColorScale& result, const std::vector<double>& all, const MetricScale& scale,
               const ScaleChoice& choice) {
    const bool open = !scale.lower && !scale.upper;
    const auto found = rangeOf(all).value_or(ValueRange{0.0, 1.0});
    if (choice.kind == ScaleChoice::Kind::Quantiles && !all.empty()) {
        std::tie(result.lower, result.upper) = cutRange(all, choice.cut);
    } else {
        result.lower = scale.lower.value_or(open ? std::min(0.0, found.first) : found.first);
        result.upper = scale.upper.value_or(found.second);
    }
    // Nothing differs: from zero, so that the one value has its place.
    if (!(result.upper > result.lower)) result.lower = std::min(0.0, result.upper - 1);
    markCuts(result, rangeOf(all));
}

} // namespace

double ColorScale::position(double value) const {
    const double share =
        logarithmic ? std::log(value / lower) / std::log(upper / lower) : (value - lower) / (upper - lower);
    return std::clamp(share, 0.0, 1.0);
}

double quantileOf(const std::vector<double>& sorted, double q) {
    const double place = std::clamp(q, 0.0, 1.0) * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - static_cast<double>(below));
}

ColorScale colorScale(const std::vector<const LayerGrid*>& grids, const MetricScale& scale, bool logarithmic,
                      const ScaleChoice& choice) {
    ColorScale result;
    const auto all = sortedValues(grids, false);
    const bool open = !scale.lower && !scale.upper;
    const bool fixed = isRange(choice);
    result.logarithmic = logarithmic && scale.logarithmic && !(fixed && choice.lower <= 0);
    result.allZero = open && !all.empty() && all.front() == 0 && all.back() == 0;
    result.marksZeros = result.allZero || (result.logarithmic && !all.empty() && all.front() <= 0);
    if (fixed) {
        result.lower = choice.lower;
        result.upper = choice.upper;
        markCuts(result, rangeOf(result.logarithmic ? sortedValues(grids, true) : all));
    } else if (result.logarithmic) {
        setLogarithmic(result, sortedValues(grids, true), choice);
    } else {
        setLinear(result, all, scale, choice);
    }
    return result;
}

ColorScale colorScale(const LayerGrid& grid, const MetricScale& scale, bool logarithmic, const ScaleChoice& choice) {
    return colorScale(std::vector<const LayerGrid*>{&grid}, scale, logarithmic, choice);
}

ColorScale differenceScale(const LayerGrid& differences, const ScaleChoice& choice) {
    std::vector<double> magnitudes;
    for (const double value : differences.values())
        if (std::isfinite(value)) magnitudes.push_back(std::abs(value));
    std::sort(magnitudes.begin(), magnitudes.end());
    double most = magnitudes.empty() ? 0 : magnitudes.back();
    if (choice.kind == ScaleChoice::Kind::Quantiles && !magnitudes.empty()) {
        const double cut = quantileOf(magnitudes, 1 - choice.cut);
        if (cut > 0) most = cut;
    }
    if (isRange(choice)) most = std::max(std::abs(choice.lower), std::abs(choice.upper));
    ColorScale result;
    result.diverging = true;
    if (!(most > 0)) most = 1; // all alike: the middle's colour
    result.lower = -most;
    result.upper = most;
    markCuts(result, differences.range());
    return result;
}

std::string layerMetricsCaption(const std::vector<LayerGrid>& grids) {
    std::string caption = "Layers from the input (top) to the head, over epochs grouped by task.";
    bool zeros = false;
    for (const auto& grid : grids) {
        const auto& metric = *findLayerMetric(grid.metric());
        caption += fmt::format(" {}: {}.", metric.title, metric.definition);
        zeros = zeros || colorScale(grid, metric.scale, true).marksZeros;
    }
    return caption + (zeros ? " Light grey: not measured; the darker grey: 0." : " Grey: not measured.");
}

} // namespace lightcl
