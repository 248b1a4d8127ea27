#pragma once

#include <string>
#include <string_view>

namespace lightcl {

/// What a file that begins so is, where it is known to be no weights file, and what to do about it ("a Git LFS pointer,
/// not the file itself; fetch it with git lfs pull"); empty when nothing is known.
std::string foreignFileKind(std::string_view start);

} // namespace lightcl
