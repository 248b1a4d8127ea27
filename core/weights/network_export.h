#pragma once

#include "backbones/network_spec.h"

#include <filesystem>
#include <map>
#include <string>

namespace lightcl {

/// Throws InputError unless the file is called .safetensors or .pt, the formats that networks are exported in.
void requireExportName(const std::filesystem::path& file);

/// Writes the network that a run's checkpoint holds with torchvision's names, in order of execution: as safetensors
/// or as PyTorch's state_dict, whichever the name asks for, with the metadata. Returns how many tensors
/// it wrote. Throws InputError when the checkpoint is damaged or holds no network, Error when the file cannot be
/// written.
std::size_t exportNetwork(const std::filesystem::path& checkpoint, const NetworkSpec& network,
                          const std::map<std::string, std::string>& metadata, const std::filesystem::path& file);

} // namespace lightcl
