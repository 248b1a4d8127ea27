#pragma once

#include "backbones/network_spec.h"
#include "support/temporary_folder.h"
#include "weights/weights_file.h"

#include <string>
#include <string_view>
#include <vector>

namespace lightcl::test {

/// A file of tests/support/files, see make_torch_files.py there.
std::filesystem::path dataFile(const std::string& name);

/// The values of a tensor of float32 in order, whatever its strides.
std::vector<float> valuesOf(const StoredTensor& tensor);
/// Of that name; fails the test when there is none.
const StoredTensor& named(const WeightsFile& content, std::string_view name);

/// A tensor of float32 with values 0, 1, 2, …
StoredTensor countingTensor(const std::string& name, const std::vector<std::int64_t>& shape);
/// One of those for each tensor of the network.
WeightsFile weightsFor(const NetworkSpec& network);
std::vector<TensorView> viewsOf(const WeightsFile& content);

/// Writes an archive as torch.save does, of that pickle and one storage "0".
void writeArchive(const std::filesystem::path& file, std::string_view pickle, std::string_view storage);

} // namespace lightcl::test
