#pragma once

#include "figures/kept_layer.h"
#include "figures/kept_state.h"

#include <cstddef>
#include <filesystem>
#include <string>

namespace lightcl {

/// What a checkpoint holds of its method, read without LibTorch. Throws InputError, one line that names the file, when
/// it is missing, damaged, or no run's checkpoint.
KeptState readKeptState(const std::filesystem::path& file);

/// What a checkpoint holds of a weight layer, by its name and its place among them. Throws as readKeptState() does, and
/// for a file without that layer's weights.
KeptLayer readKeptLayer(const std::filesystem::path& file, const std::string& layer, std::size_t index);

} // namespace lightcl
