#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace lightcl {

/// One class of an image folder.
struct ImageClass {
    std::string name;            ///< of its folder
    std::filesystem::path train; ///< folder of its images to train on
    std::filesystem::path test;  ///< folder of its images to test on; empty: a share of `train` is held out
};

/// The classes of an image folder by name, which is the order of their numbers: the folders ROOT/train/CLASS and
/// ROOT/test/CLASS (or ROOT/val/CLASS), or, where there is no ROOT/train, the folders ROOT/CLASS. A share that is held
/// out stands in the place of a test folder. Names that begin with a dot are passed over. Looks at names only. Throws
/// InputError, one line naming the key and the folder: no folder given, none there, no class in it, a class that one of
/// train and test lacks, no test folder and no share held out.
std::vector<ImageClass> imageClasses(const std::filesystem::path& root, double heldOut);

/// Names of the folder's JPEG and PNG files (by their endings, in capitals or not), sorted. Links are followed to
/// files; folders within are passed over. Throws InputError when the folder cannot be read or has no such file.
std::vector<std::string> imageNames(const std::filesystem::path& folder);

} // namespace lightcl
