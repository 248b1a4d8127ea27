#pragma once

#include "weights/weights_file.h"

namespace lightcl {

/// Reads a state_dict as torch.save writes it: a ZIP archive of data.pkl, which names tensors and the storages they are
/// views of, and an entry data/KEY for each storage. The dictionary may stand under "state_dict", "model_state_dict" or
/// "model" in another. Values in it that are no tensors are passed over. Throws InputError, see readWeightsFile().
WeightsFile readTorchFile(const std::filesystem::path& file);

} // namespace lightcl
