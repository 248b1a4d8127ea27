#pragma once

#include "libtorch/torch.h"

#include <filesystem>
#include <map>
#include <string>

namespace lightcl {

/// Named tensors with text metadata: a safetensors file (an 8-byte little-endian header length, a JSON header, the raw
/// values), so that checkpoints and exported weights open in Python.
struct TensorFile {
    std::map<std::string, std::string> metadata;
    std::map<std::string, torch::Tensor> tensors; ///< CPU; any dtype safetensors knows
};

/// Writes atomically: a temporary file beside it, fsync, rename, fsync of the folder; the old file stays whole until
/// then. A CRC-32 of the values is kept in the metadata as "crc32", one of the header as "header_crc32", the tensors'
/// names as "tensor_names"; all are the file's own business: readTensorFile() checks them and leaves them out of what
/// it returns. Throws Error naming the file (no permission, disk full).
void writeTensorFile(const std::filesystem::path& file, const TensorFile& content);

/// Reads and verifies it. Throws InputError, one line, when the file is missing, cut short (bytes expected and found),
/// its header is no safetensors header, a tensor's extent and shape disagree, the CRC is present and wrong, or a
/// tensor that the file names in its metadata is missing.
TensorFile readTensorFile(const std::filesystem::path& file);

} // namespace lightcl
