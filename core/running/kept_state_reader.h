#pragma once

#include "figures/kept_state.h"

#include <filesystem>

namespace lightcl {

/// What a checkpoint holds of its method, read without LibTorch. Throws InputError, one line that names the file, when
/// it is missing, damaged, or no run's checkpoint.
KeptState readKeptState(const std::filesystem::path& file);

} // namespace lightcl
