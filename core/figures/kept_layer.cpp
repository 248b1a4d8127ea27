#include "figures/kept_layer.h"

#include "base/units.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numeric>
#include <utility>

namespace lightcl {

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

enum ChannelKind : std::size_t { kOther, kHeld, kRemoved };

const char* titleOf(ChannelValue value) {
    switch (value) {
    case ChannelValue::WeightNorm:
        return "norm of the channel's weights";
    case ChannelValue::Activity:
        return "mean absolute feature";
    case ChannelValue::AliveShare:
        return "share of weights kept";
    }
    return "";
}

std::vector<double> normsOf(const KeptLayer& layer) {
    const auto each = layer.weightsOfChannel();
    std::vector<double> norms;
    for (std::size_t first = 0; each > 0 && first < layer.weights.size(); first += each) {
        double sum = 0;
        for (std::size_t at = first; at < first + each; ++at)
            sum += static_cast<double>(layer.weights[at]) * static_cast<double>(layer.weights[at]);
        norms.push_back(std::sqrt(sum));
    }
    return norms;
}

std::vector<double> aliveShares(const KeptLayer& layer) {
    const auto each = layer.weightsOfChannel();
    std::vector<double> shares;
    for (std::size_t first = 0; each > 0 && first < layer.alive.size(); first += each) {
        const auto begin = layer.alive.begin() + static_cast<std::ptrdiff_t>(first);
        const auto count = std::count(begin, begin + static_cast<std::ptrdiff_t>(each), true);
        shares.push_back(static_cast<double>(count) / static_cast<double>(each));
    }
    return shares;
}

std::vector<std::size_t> kindsOf(const KeptLayer& layer) {
    std::vector<std::size_t> kinds(static_cast<std::size_t>(layer.channels), kOther);
    for (const auto channel : layer.held)
        if (channel >= 0 && channel < layer.channels) kinds[static_cast<std::size_t>(channel)] = kHeld;
    const auto removed = removedChannels(layer);
    for (std::size_t channel = 0; channel < removed.size(); ++channel)
        if (removed[channel]) kinds[channel] = kRemoved;
    return kinds;
}

/// The weights that are not masked and are numbers.
std::vector<double> livingWeights(const KeptLayer& layer) {
    std::vector<double> values;
    values.reserve(layer.weights.size());
    for (std::size_t at = 0; at < layer.weights.size(); ++at)
        if ((layer.alive.empty() || layer.alive[at]) && std::isfinite(layer.weights[at]))
            values.push_back(static_cast<double>(layer.weights[at]));
    return values;
}

std::vector<double> countsOf(const std::vector<double>& values, double low, double step, std::size_t steps) {
    std::vector<double> counts(steps);
    for (const double value : values) {
        const auto place = step > 0 ? static_cast<std::size_t>(std::max(0.0, (value - low) / step)) : 0;
        ++counts[std::min(place, steps - 1)];
    }
    return counts;
}

/// ‖now - then‖ / ‖then‖; none for other sizes, or when nothing stood there.
std::optional<double> changeSince(const KeptLayer& now, const KeptLayer& then) {
    if (now.weights.size() != then.weights.size()) return std::nullopt;
    double moved = 0;
    double size = 0;
    for (std::size_t at = 0; at < now.weights.size(); ++at) {
        moved += std::pow(static_cast<double>(now.weights[at]) - static_cast<double>(then.weights[at]), 2);
        size += std::pow(static_cast<double>(then.weights[at]), 2);
    }
    return size > 0 ? std::optional(std::sqrt(moved / size)) : std::nullopt;
}

} // namespace

std::size_t KeptLayer::weightsOfChannel() const {
    return channels > 0 ? weights.size() / static_cast<std::size_t>(channels) : 0;
}

bool hasValue(const KeptLayer& layer, ChannelValue value) {
    if (value == ChannelValue::Activity) return !layer.activity.empty();
    return value == ChannelValue::WeightNorm || !layer.alive.empty();
}

std::vector<double> channelValues(const KeptLayer& layer, ChannelValue value) {
    if (value == ChannelValue::Activity) return layer.activity;
    return value == ChannelValue::WeightNorm ? normsOf(layer) : aliveShares(layer);
}

std::vector<bool> removedChannels(const KeptLayer& layer) {
    std::vector<bool> removed;
    for (const double share : aliveShares(layer)) removed.push_back(share == 0);
    return removed;
}

ValueBars channelBars(const KeptLayer& layer, ChannelValue value, bool largestFirst) {
    const auto values = channelValues(layer, value);
    const auto kinds = kindsOf(layer);
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto comparable = [&](std::size_t channel) { return std::isnan(values[channel]) ? -1 : values[channel]; };
    if (largestFirst)
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return comparable(a) > comparable(b); });
    ValueBars bars{largestFirst ? "channels, the largest first" : "channel", titleOf(value), {}, {}};
    bars.kinds = {{"other channels", colorFromHex(runPaletteColor(5))},
                  {"held on to by LightCL", colorFromHex(runPaletteColor(1))},
                  {"without any weight", colorFromHex(0x8C8C8C)}};
    for (std::size_t place = 0; place < order.size(); ++place) {
        const auto channel = order[place];
        const auto left = static_cast<double>(place) - 0.5;
        bars.bars.push_back({left, left + 1, values[channel], kinds[channel], std::to_string(channel)});
    }
    return bars;
}

std::string channelSentence(const KeptLayer& layer) {
    auto text = fmt::format("{} channel{}", layer.channels, layer.channels == 1 ? "" : "s");
    std::vector<std::string> parts;
    if (!layer.held.empty()) parts.push_back(fmt::format("LightCL holds on to {}", layer.held.size()));
    const auto removed = removedChannels(layer);
    if (!removed.empty())
        parts.push_back(fmt::format("{} without any weight", std::count(removed.begin(), removed.end(), true)));
    for (std::size_t at = 0; at < parts.size(); ++at) text += (at == 0 ? ": " : ", ") + parts[at];
    return text;
}

Table channelTable(const KeptLayer& layer) {
    Table table;
    for (const auto* title : {"after_task", "layer", "channel", "weight_norm", "activity", "alive_share", "held"})
        table.addColumn(title);
    const auto norms = normsOf(layer);
    const auto shares = aliveShares(layer);
    const auto kinds = kindsOf(layer);
    const auto cell = [](const std::vector<double>& values, std::size_t channel) {
        return csvNumber(channel < values.size() ? values[channel] : kNoValue);
    };
    for (std::size_t channel = 0; channel < norms.size(); ++channel)
        table.addRow({std::to_string(layer.at.task), layer.name, std::to_string(channel), cell(norms, channel),
                      cell(layer.activity, channel), cell(shares, channel), kinds[channel] == kHeld ? "1" : "0"});
    return table;
}

ValueBars weightBars(const KeptLayer& layer, const KeptLayer* earlier, std::size_t steps) {
    ValueBars bars{
        "weight", "weights", {{fmt::format("after task {}", layer.at.task), colorFromHex(runPaletteColor(5))}}, {}};
    const auto now = livingWeights(layer);
    const auto then = earlier != nullptr ? livingWeights(*earlier) : std::vector<double>{};
    if (now.empty()) return bars;
    auto [least, most] = std::minmax_element(now.begin(), now.end());
    double low = *least;
    double high = *most;
    for (const double value : then) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    if (low == high) steps = 1;
    const double step = low == high ? 1 : (high - low) / static_cast<double>(steps);
    if (low == high) low -= 0.5;
    const auto counts = countsOf(now, low, step, steps);
    for (std::size_t at = 0; at < steps; ++at) {
        const double from = low + step * static_cast<double>(at);
        bars.bars.push_back({from, from + step, counts[at], 0});
    }
    if (then.empty()) return bars;
    bars.outline = countsOf(then, low, step, steps);
    bars.outlineName = fmt::format("after task {}", earlier->at.task);
    return bars;
}

std::string weightSentence(const KeptLayer& layer, const KeptLayer* earlier) {
    const auto values = livingWeights(layer);
    if (values.empty()) return "no weights";
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    auto text = fmt::format("{} weights, mean {:.3g}, sd {:.3g}, from {:.3g} to {:.3g}",
                            formatCount(static_cast<std::int64_t>(values.size())), mean, std::sqrt(squares / count),
                            *least, *most);
    if (!layer.alive.empty())
        text += fmt::format("; {:.0f} % masked", 100 * (1 - count / static_cast<double>(layer.weights.size())));
    const auto change = earlier != nullptr ? changeSince(layer, *earlier) : std::nullopt;
    if (change) text += fmt::format("; moved by {:.2g} % since task {}", 100 * *change, earlier->at.task);
    return text;
}

} // namespace lightcl
