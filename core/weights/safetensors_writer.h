#pragma once

#include "weights/tensor_view.h"

#include <filesystem>
#include <map>

namespace lightcl {

/// Writes a safetensors file (an 8-byte little-endian header length, a JSON header, the raw values) atomically: a
/// temporary file beside it, fsync, rename, fsync of the folder; the old file stays whole until then. Wide values stand
/// before narrow ones, each kind in the given order. A CRC-32 of the values is kept in the metadata as "crc32", one of
/// the header as "header_crc32". Throws Error naming the file (no permission, disk full, a name that is no UTF-8).
void writeSafetensors(const std::filesystem::path& file, const std::map<std::string, std::string>& metadata,
                      std::vector<TensorView> tensors);

} // namespace lightcl
