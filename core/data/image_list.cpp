#include "data/image_list.h"

#include "places/image_folder.h"
#include "spec/held_out.h"

#include <iterator>

namespace lightcl {

namespace fs = std::filesystem;

void ImageList::appendClass(std::vector<ImageEntry> entries, double heldOut) {
    const auto available = std::ssize(entries);
    const auto border = std::make_move_iterator(entries.begin() + (available - heldOutOf(available, heldOut)));
    train.insert(train.end(), std::make_move_iterator(entries.begin()), border);
    test.insert(test.end(), border, std::make_move_iterator(entries.end()));
}

std::vector<ImageEntry> imageEntries(const fs::path& root, const fs::path& folder, std::int64_t label) {
    const fs::path below = folder.lexically_relative(root);
    std::vector<ImageEntry> entries;
    for (const auto& name : imageNames(folder)) entries.push_back({(below / name).string(), label});
    return entries;
}

ImageList imageFolderList(const fs::path& root, double heldOut) {
    ImageList list{root, {}, {}};
    std::int64_t label = 0;
    for (const ImageClass& one : imageClasses(root, heldOut)) {
        list.appendClass(imageEntries(root, one.train, label), heldOut);
        if (!one.test.empty()) {
            for (auto& entry : imageEntries(root, one.test, label)) list.test.push_back(std::move(entry));
        }
        ++label;
    }
    return list;
}

} // namespace lightcl
