#include "data/load_images.h"

#include "base/error.h"
#include "data/image_cache.h"
#include "text/printable.h"
#include "weights/check_sum.h"

#include <algorithm>
#include <fmt/format.h>
#include <span>
#include <thread>
#include <utility>

namespace lightcl {

namespace {

[[noreturn]] void refuse(const ImageList& list, const std::vector<UnreadableImage>& unreadable) {
    constexpr std::size_t most = 10;
    std::string names;
    for (std::size_t i = 0; i < std::min(most, unreadable.size()); ++i) {
        names += fmt::format("{}{} ({})", i == 0 ? "" : ", ", printable(unreadable[i].path),
                             printable(unreadable[i].reason));
    }
    if (unreadable.size() > most) names += fmt::format(" and {} more", unreadable.size() - most);
    throw InputError(fmt::format("{}: expected images that can be read, found {} of {} that cannot: {}; "
                                 "scenario.skip_unreadable = true leaves them out",
                                 list.root.string(), unreadable.size(), list.train.size() + list.test.size(), names));
}

ImageSet decodeAll(const ImageList& list, const ImageLook& look, bool skipUnreadable) {
    std::vector<UnreadableImage> unreadable;
    auto set = decodeImages(list, look, std::thread::hardware_concurrency(), unreadable);
    if (!unreadable.empty() && !skipUnreadable) refuse(list, unreadable);
    return set;
}

Split part(const ImageSet& set, std::int64_t first, std::int64_t count) {
    return {set.images.narrow(0, first, count), set.labels.narrow(0, first, count)};
}

/// Of the folders that the classes' images are in: their names tell one class from another.
std::string classCheck(const ImageList& list) {
    CheckSum sum;
    std::int64_t last = -1;
    for (const ImageEntry& entry : list.train) {
        if (std::exchange(last, entry.label) == entry.label) continue;
        const std::string folder = std::filesystem::path(entry.path).parent_path().string() + '\n';
        sum.add(std::as_bytes(std::span(folder)));
    }
    return sum.text();
}

} // namespace

Dataset loadImages(const ImageList& list, const ImageLook& look, bool skipUnreadable,
                   const std::filesystem::path& cacheFolder) {
    const ImageCache cache(cacheFolder, list, look);
    auto set = cache.load();
    // A cache that lacks images says only how many: which they are comes out by trying them again.
    if (!set || (set->leftOut > 0 && !skipUnreadable)) {
        set = decodeAll(list, look, skipUnreadable);
        cache.store(*set);
        // The file's pages need stay in memory only while they are used.
        if (auto stored = cache.load()) set = std::move(stored);
    }
    const std::int64_t test = set->labels.size(0) - set->train;
    if (set->train == 0 || test == 0) {
        throw InputError(fmt::format("{}: expected images to train and to test on that can be read, found {} and {}",
                                     list.root.string(), set->train, test));
    }
    return {part(*set, 0, set->train), part(*set, set->train, test), set->leftOut + list.passedOver,
            fmt::format("{}+{} images {:08x}, classes {}", set->train, test, set->check, classCheck(list))};
}

} // namespace lightcl
