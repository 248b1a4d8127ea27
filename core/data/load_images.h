#pragma once

#include "data/dataset.h"
#include "data/image_list.h"
#include "data/image_look.h"

#include <cstdint>
#include <filesystem>

namespace lightcl {

/// The images of a list, from the cache in `cacheFolder` where it is up to date, else decoded on all cores and put
/// there. Throws InputError, one line with the first paths and their number, when images cannot be read, unless
/// `skipUnreadable`: then they are left out, and counted with those that the list passed over; also when none is left
/// to train or to test on.
Dataset loadImages(const ImageList& list, const ImageLook& look, bool skipUnreadable,
                   const std::filesystem::path& cacheFolder);

} // namespace lightcl
