#include "places/image_folder.h"

#include "base/error.h"
#include "places/image_names.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iterator>
#include <string_view>
#include <utility>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 4> kTestFolders = {"test", "val", "valid", "validation"};

[[noreturn]] void refuseFolder(const std::string& complaint) {
    throw InputError({.section = "scenario", .key = "data_path"}, complaint);
}

bool isFolder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

std::vector<std::string> classFoldersIn(const fs::path& folder) {
    auto names = folderNames(folder);
    if (names.empty()) {
        refuseFolder(fmt::format("expected a folder for each class in {}, found none", folder.string()));
    }
    return names;
}

bool holdsImages(const fs::path& folder) {
    const auto files = fileNames(folder);
    return std::any_of(files.begin(), files.end(),
                       [](const auto& name) { return isReadImageName(name) || isOtherImageName(name); });
}

fs::path testFolder(const fs::path& root) {
    for (const auto name : kTestFolders)
        if (isFolder(root / name)) return root / name;
    return {};
}

bool isTestName(const std::string& name) {
    return std::find(kTestFolders.begin(), kTestFolders.end(), name) != kTestFolders.end();
}

/// Whether ROOT/train is a split; else it is a class.
bool trainIsSplit(const fs::path& root) {
    const fs::path train = root / "train";
    if (!isFolder(train)) return false;
    auto beside = folderNames(root);
    std::erase_if(beside, [](const auto& name) { return name == "train" || isTestName(name); });
    const bool folders = !folderNames(train).empty(), images = holdsImages(train), tested = !testFolder(root).empty();
    if (folders && (beside.empty() || (!images && tested))) return true;
    // Were it a class, then the only one, or the others would be what it is to be tested on.
    if (beside.empty()) classFoldersIn(train);
    if (images || !folders) return false;
    refuseFolder(
        fmt::format("expected images in {} as in {}, or a folder {} beside it; found folders in it and neither "
                    "(if its folders are the classes, name it itself)",
                    train.string(), (root / beside.front()).string(), kTestFolders.front()));
}

/// Both have the same classes, or the labels of the one would not be those of the other.
void checkSameClasses(const fs::path& train, const fs::path& test) {
    const auto trained = classFoldersIn(train);
    const auto tested = classFoldersIn(test);
    std::vector<std::string> different;
    std::set_symmetric_difference(trained.begin(), trained.end(), tested.begin(), tested.end(),
                                  std::back_inserter(different));
    if (different.empty()) return;
    refuseFolder(fmt::format("expected the same class folders in {} and {}, found {} in one only", train.string(),
                             test.string(), different.front()));
}

[[noreturn]] void askForShare(const fs::path& root, bool split) {
    const char* reason = split                      ? "{} has no folder test to test on"
                         : isFolder(root / "train") ? "the folders in {} are classes, and none is there to test on"
                                                    : "{} has no folder train beside a folder test to test on";
    throw InputError({.section = "scenario", .key = "held_out"},
                     "expected a share above 0, as " + fmt::format(fmt::runtime(reason), root.string()));
}

/// A class folder's images to be read; the others are added to `others`.
std::vector<std::string> sortOut(const fs::path& folder, OtherImages& others) {
    auto names = fileNames(folder);
    for (const auto& name : names)
        if (isOtherImageName(name)) others.add(folder / name);
    std::erase_if(names, [](const auto& name) { return !isReadImageName(name); });
    return names;
}

void requireImages(const fs::path& folder, const std::vector<std::string>& names) {
    if (!names.empty()) return;
    throw InputError(fmt::format("{}: expected images (.jpg, .jpeg or .png), found none", folder.string()));
}

FolderImages collect(const fs::path& root, double heldOut, OtherImages& others) {
    FolderImages result;
    for (auto& one : imageClasses(root, heldOut)) {
        ClassImages images{std::move(one), {}, {}};
        images.train = sortOut(images.folders.train, others);
        if (!images.folders.test.empty()) images.test = sortOut(images.folders.test, others);
        result.classes.push_back(std::move(images));
    }
    result.passedOver = others.count();
    return result;
}

} // namespace

std::vector<ImageClass> imageClasses(const fs::path& root, double heldOut) {
    if (root.empty()) refuseFolder("expected the folder of the images, got nothing");
    if (!isFolder(root)) refuseFolder(fmt::format("expected a folder of images, found none at {}", root.string()));
    const bool split = trainIsSplit(root);
    const fs::path train = split ? root / "train" : root;
    const fs::path test = split && heldOut == 0 ? testFolder(root) : fs::path();
    if (test.empty() && heldOut == 0) askForShare(root, split);
    if (!test.empty()) checkSameClasses(train, test);
    std::vector<ImageClass> classes;
    for (const auto& name : classFoldersIn(train)) {
        classes.push_back({name, train / name, test.empty() ? fs::path() : test / name});
    }
    return classes;
}

std::vector<std::string> imageNames(const fs::path& folder) {
    OtherImages others;
    auto names = sortOut(folder, others);
    requireImages(folder, names);
    return names;
}

FolderImages imagesOfFolder(const fs::path& root, double heldOut, bool passOverOthers) {
    try {
        OtherImages others;
        FolderImages result = collect(root, heldOut, others);
        if (others.count() > 0 && !passOverOthers) {
            refuseFolder(fmt::format("expected images that are .jpg, .jpeg or .png, found {}; or "
                                     "scenario.skip_unreadable = true leaves them out",
                                     others.text()));
        }
        for (const auto& one : result.classes) {
            requireImages(one.folders.train, one.train);
            if (!one.folders.test.empty()) requireImages(one.folders.test, one.test);
        }
        return result;
    } catch (const InputError& error) {
        if (!error.place().section.empty()) throw;
        refuseFolder(error.what());
    }
}

} // namespace lightcl
