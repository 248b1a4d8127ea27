#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lightcl {

/// One image of a folder.
struct ImageEntry {
    std::string path; ///< below the list's root
    std::int64_t label = 0;

    bool operator==(const ImageEntry&) const = default;
};

/// The images that a data set consists of, class by class, each class's by name.
struct ImageList {
    std::filesystem::path root;
    std::vector<ImageEntry> train;
    std::vector<ImageEntry> test;
    std::int64_t passedOver = 0; ///< images beside them, of kinds that are not read

    /// Takes in a class's training images, of which the last share is held out as test images.
    void appendClass(std::vector<ImageEntry> entries, double heldOut);
};

/// The images of one folder below the root. Throws InputError as imageNames() does.
std::vector<ImageEntry> imageEntries(const std::filesystem::path& root, const std::filesystem::path& folder,
                                     std::int64_t label);

/// Of an image folder (see imageClasses()). With a share held out, the last images of each class are its test images.
/// Throws InputError as imagesOfFolder() does.
ImageList imageFolderList(const std::filesystem::path& root, double heldOut, bool passOverOthers = false);

/// Of TinyImageNet as its makers pack it: wnids.txt with the names of `classes` classes, train/NAME/images/*.JPEG, and
/// as test images val/images/*, whose classes val/val_annotations.txt tells. The names, sorted, are the classes' order.
/// Throws InputError, one line that names the file: missing, another number of classes, an annotation that is none.
ImageList tinyImageNetList(const std::filesystem::path& root, std::int64_t classes, double heldOut);

} // namespace lightcl
