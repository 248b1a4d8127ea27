#pragma once

#include <cstdint>
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

/// The classes of an image folder by name, which is the order of their numbers. They are the folders ROOT/CLASS, unless
/// ROOT/train is a split: it holds folders, and beside it is no folder but ROOT/test, ROOT/val, ROOT/valid and
/// ROOT/validation (the first that is there is the test split), or one of these is and ROOT/train itself holds no
/// image. Then they are ROOT/train/CLASS and ROOT/test/CLASS. A share that is held out stands in the place of a test
/// folder. Names that begin with a dot are passed over. Looks at names only. Throws InputError, one line naming the key
/// and the folder: no folder given, none there, no class in it, a class that one of train and test lacks, no test
/// folder and no share held out, a train folder that is neither split nor class.
std::vector<ImageClass> imageClasses(const std::filesystem::path& root, double heldOut);

/// Names of the folder's JPEG and PNG files (by their endings, in capitals or not), sorted. Links are followed to
/// files; folders within are passed over. Throws InputError when the folder cannot be read or has no such file.
std::vector<std::string> imageNames(const std::filesystem::path& folder);

/// The images of a class by name.
struct ClassImages {
    ImageClass folders;
    std::vector<std::string> train;
    std::vector<std::string> test; ///< none where a share is held out
};

/// What an image folder holds.
struct FolderImages {
    std::vector<ClassImages> classes;
    std::int64_t passedOver = 0; ///< images of kinds that are not read
};

/// The images of imageClasses(). Images of kinds that are not read are counted where they may be passed over
/// (scenario.skip_unreadable), else refused. Throws InputError, one line naming the key, as imageClasses() and
/// imageNames() do, and for those: how many, the first one, and what is read.
FolderImages imagesOfFolder(const std::filesystem::path& root, double heldOut, bool passOverOthers);

} // namespace lightcl
