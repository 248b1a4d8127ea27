#pragma once

#include "backbones/channel_plan.h"
#include "catalog/catalog.h"
#include "spec/experiment_spec.h"

#include <optional>

namespace lightcl {

/// The network that a run trains, for its dataset's input shape and classes, without channels its method removes.
NetworkSpec networkOf(const RunSpec& run);
/// The same where datasetOf(run.scenario) is known already.
NetworkSpec networkOf(const RunSpec& run, const DatasetInfo& dataset);

/// The network that a run's [network] section describes: networkOf(run) before its method removes any channels.
NetworkSpec fullNetworkOf(const RunSpec& run);

/// The channels that a method removes before training (lightcl-sparse); nothing for one that removes none. Throws
/// InputError when the backbone's channels cannot be removed, or stage_sparsities names no place of the network or no
/// share.
std::optional<ChannelPlan> channelPlanOf(const Parameters& method, const NetworkSpec& full);

/// The first stage that the method's first_trainable_stage leaves trainable: empty means the last one before the head.
/// Nothing for "auto", which only the run decides, where the method takes that (generalizability_threshold). Throws
/// InputError listing the stages for any other name.
std::optional<std::size_t> firstTrainableStageOf(const Parameters& method, const NetworkSpec& network);

} // namespace lightcl
