#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace lightcl {

/// Why a file of this content is not read as an image, in a few words: what it is, where its beginning tells, and what
/// to do about it ("a WebP image: to be converted to PNG or JPEG"); else that it is neither JPEG nor PNG.
std::string whyUnread(std::span<const std::byte> content);

} // namespace lightcl
