#include "data/image_list.h"

#include "places/image_folder.h"
#include "spec/held_out.h"

#include <iterator>
#include <utility>

namespace lightcl {

namespace fs = std::filesystem;

void ImageList::appendClass(std::vector<ImageEntry> entries, double heldOut) {
    const auto available = std::ssize(entries);
    const auto border = std::make_move_iterator(entries.begin() + (available - heldOutOf(available, heldOut)));
    train.insert(train.end(), std::make_move_iterator(entries.begin()), border);
    test.insert(test.end(), border, std::make_move_iterator(entries.end()));
}

namespace {

std::vector<ImageEntry> entriesOf(const fs::path& below, const std::vector<std::string>& names, std::int64_t label) {
    std::vector<ImageEntry> entries;
    entries.reserve(names.size());
    for (const auto& name : names) entries.push_back({(below / name).string(), label});
    return entries;
}

} // namespace

std::vector<ImageEntry> imageEntries(const fs::path& root, const fs::path& folder, std::int64_t label) {
    return entriesOf(folder.lexically_relative(root), imageNames(folder), label);
}

ImageList imageFolderList(const fs::path& root, double heldOut, bool passOverOthers) {
    ImageList list{root, {}, {}};
    std::int64_t label = 0;
    const FolderImages images = imagesOfFolder(root, heldOut, passOverOthers);
    for (const ClassImages& one : images.classes) {
        list.appendClass(entriesOf(one.folders.train.lexically_relative(root), one.train, label), heldOut);
        for (auto& entry : entriesOf(one.folders.test.lexically_relative(root), one.test, label))
            list.test.push_back(std::move(entry));
        ++label;
    }
    list.passedOver = images.passedOver;
    return list;
}

} // namespace lightcl
