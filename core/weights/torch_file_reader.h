#pragma once

#include "weights/weights_file.h"

namespace lightcl {

/// Reads every tensor of what torch.save wrote: a ZIP archive of data.pkl, which names tensors and the storages they
/// are views of, and an entry data/KEY for each storage. See tensorsIn() for the names. What is no tensor is passed
/// over. Throws InputError, see readWeightsFile().
WeightsFile readTorchFile(const std::filesystem::path& file);

} // namespace lightcl
