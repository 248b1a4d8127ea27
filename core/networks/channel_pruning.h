#pragma once

#include "backbones/channel_plan.h"
#include "networks/network.h"

#include <map>
#include <string>

namespace lightcl {

/// What makes a channel worth keeping, from the filter w of each layer that gives it; sums over a group's layers.
/// Magnitude: sum |w| (Li et al. 2017, "Pruning Filters for Efficient ConvNets"). SignedMean: the mean of w, as
/// LightCL's public code ranks, which takes strong negative filters for the least important.
enum class ChannelRanking { Magnitude, SignedMean };

/// Numbers of the channels that survive, ascending int64, by weight layer. Of equal channels the first survive.
std::map<std::string, torch::Tensor> survivingChannels(const Network& full, const ChannelPlan& plan,
                                                       ChannelRanking ranking);

/// The smaller network of the plan, with the surviving channels' weights and batch-norm statistics. In evaluation mode
/// it gives the logits that the full network gives with the other channels' outputs at zero.
Network prunedNetwork(const Network& full, const ChannelPlan& plan, ChannelRanking ranking);

} // namespace lightcl
