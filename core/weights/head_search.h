#pragma once

#include "weights/weight_fronts.h"

namespace lightcl {

/// Adds the head to a front that lacks it by name: the one linear layer (NAME.weight of [n, features], NAME.bias of
/// [n]) that the front has not taken, in the nearest dictionary around the front that has one. Of several, the one that
/// has as many outputs as the network; otherwise none. Returns NAME, empty when nothing was added. Only of a front
/// whose other tensors all fit.
std::string addHead(WeightFront& front, const std::vector<NetworkTensor>& targets, const WeightsFile& file);

} // namespace lightcl
