#pragma once

#include "backbones/network_spec.h"

#include <map>
#include <string>
#include <vector>

namespace lightcl {

/// Shares of the output channels that are to go, each in [0,1).
struct Sparsities {
    double elsewhere = 0;
    std::map<std::string, double>
        places; ///< by stage ("layer4") or block ("layer3.1"); a block's counts before its stage's

    [[nodiscard]] double of(const std::string& stage, const std::string& block = {}) const;
};

/// Channels that live and die together: the output channels of one layer, or of all layers that add into the same
/// residual stream (a sum has a channel as long as any of its terms does).
struct ChannelGroup {
    std::vector<std::string> layers; ///< the weight layers that give these channels
    std::int64_t channels = 0;       ///< of the full network
    std::int64_t kept = 0;           ///< at least 1
};

/// How many channels of each layer before the head survive. Which ones is for the weights to say.
using ChannelPlan = std::vector<ChannelGroup>;

/// LightCL's sparsities (arXiv 2407.10545, its public code): 0.7 in the deeper half of layer3, 0.8 in layer4, 0.2
/// elsewhere. For other networks than ResNet-18: the same of the last two stages before the head, counted from the
/// back.
Sparsities paperSparsities(const NetworkSpec& network);

/// The groups of a network and the rounded number of channels that the sparsities leave of each. Channels within a
/// residual block go by the block's sparsity; a residual stream by that of the last stage that adds to it. The head's
/// outputs stay. Throws InputError for a network with depthwise convolutions.
ChannelPlan planChannels(const NetworkSpec& network, const Sparsities& sparsities);

/// The network without the channels that the plan removes: smaller layers of the same names.
NetworkSpec pruned(NetworkSpec network, const ChannelPlan& plan);

} // namespace lightcl
