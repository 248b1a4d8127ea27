#pragma once

#include "weights/weights_file.h"

namespace lightcl {

/// The start of what torch.save wrote before release 1.6, and with `_use_new_zipfile_serialization=False` still does: a
/// pickle of a number that marks it.
inline constexpr std::string_view kLegacyTorchStart = "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";

/// Reads such a file: pickles of the mark, the version, the system, the content and the storages' keys, then each
/// storage's count of values and the values. Throws InputError, see readWeightsFile().
WeightsFile readLegacyTorchFile(const std::filesystem::path& file);

} // namespace lightcl
