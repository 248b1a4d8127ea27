#pragma once

#include "figures/run_record.h"
#include "figures/value_bars.h"
#include "text/table.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// A weight layer as a run's checkpoint after a task holds it.
struct KeptLayer {
    RunPosition at;
    std::string name;
    std::int64_t channels = 0;      ///< outputs
    std::vector<float> weights;     ///< [channels, weights of one]
    std::vector<bool> alive;        ///< of each weight; empty: the method masks none
    std::vector<std::int64_t> held; ///< channels whose patterns LightCL holds on to, ascending
    /// Of each channel: mean of |feature| over positions and the probe images of task `at.task`; empty: not measured.
    std::vector<double> activity;

    [[nodiscard]] std::size_t weightsOfChannel() const;
};

/// What there is to see of a channel.
enum class ChannelValue { WeightNorm, Activity, AliveShare };

/// Whether the layer has it: activity where layers were measured, the share where weights are masked.
bool hasValue(const KeptLayer& layer, ChannelValue value);
/// Of each channel: ‖W_c‖_2; mean of |feature|; the share of its weights that are not masked.
std::vector<double> channelValues(const KeptLayer& layer, ChannelValue value);
/// The channels without any weight that is not masked.
std::vector<bool> removedChannels(const KeptLayer& layer);

/// A bar for each channel, in their order or the largest first: those that LightCL holds on to, those that masks have
/// removed, and the others. A bar's label is the channel's number, from 0.
ValueBars channelBars(const KeptLayer& layer, ChannelValue value, bool largestFirst);
/// "100 channels: LightCL holds on to 25, 3 have lost all weights".
std::string channelSentence(const KeptLayer& layer);
/// A row for each channel: after_task, layer, channel, weight_norm, activity, alive_share, held; without a cell's value
/// it is empty.
Table channelTable(const KeptLayer& layer);

/// How the weights that are not masked are spread: counts in so many even steps between the smallest and the largest of
/// both checkpoints; those of the earlier one as an outline.
ValueBars weightBars(const KeptLayer& layer, const KeptLayer* earlier, std::size_t steps = 60);
/// "78,400 weights, mean 0.001, sd 0.043, from -0.21 to 0.19; 75 % masked; since task 2 changed by 12 % (‖ΔW‖ / ‖W‖)".
std::string weightSentence(const KeptLayer& layer, const KeptLayer* earlier);

} // namespace lightcl
