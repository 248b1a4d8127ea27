#pragma once

#include "backbones/network_spec.h"

#include <vector>

namespace lightcl {

/// With training.memory = "low", which segments' inputs are kept until their backward; the others are computed again
/// from the nearest one below. `inputs`: what enters each segment of a network, the network's own input first. Not kept
/// are the largest maps where they stay as large: they are the first convolutions', whose forward is cheap for the
/// memory that it saves.
std::vector<bool> keepsInputs(const std::vector<Shape>& inputs);
/// The same of a network whose segments are its blocks, in order.
std::vector<bool> keepsBlockInputs(const NetworkSpec& network);

/// Whether what enters a stage (not the first) is a map as large as any that enters one.
bool entersLargest(const NetworkSpec& network, std::size_t stage);

} // namespace lightcl
