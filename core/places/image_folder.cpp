#include "places/image_folder.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

/// What the folder holds; `visit` gets each entry whose name does not begin with a dot.
template <typename Visit>
void forEachEntry(const fs::path& folder, Visit visit) {
    std::error_code error;
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        if (entry->path().filename().native().front() != '.') visit(*entry);
    }
    if (error) throw InputError(fmt::format("{}: cannot be read: {}", folder.string(), error.message()));
}

bool isFolder(const fs::directory_entry& entry) {
    std::error_code ignored; // what cannot be looked at, such as a link that leads to itself, is no folder for us
    return entry.is_directory(ignored);
}

bool isFolder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

std::vector<std::string> foldersIn(const fs::path& folder) {
    std::vector<std::string> names;
    forEachEntry(folder, [&](const fs::directory_entry& entry) {
        if (isFolder(entry)) names.push_back(entry.path().filename().string());
    });
    std::sort(names.begin(), names.end());
    if (names.empty()) {
        throw InputError({.section = "scenario", .key = "data_path"},
                         fmt::format("expected a folder for each class in {}, found none", folder.string()));
    }
    return names;
}

bool isImageName(std::string_view name) {
    constexpr std::array<std::string_view, 3> endings = {".jpg", ".jpeg", ".png"};
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
        return name.size() > ending.size() &&
               std::equal(ending.begin(), ending.end(), name.end() - static_cast<std::ptrdiff_t>(ending.size()),
                          [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
    });
}

fs::path testFolder(const fs::path& root) {
    for (const auto* name : {"test", "val"})
        if (isFolder(root / name)) return root / name;
    return {};
}

/// Both have the same classes, or the labels of the one would not be those of the other.
void checkSameClasses(const fs::path& train, const fs::path& test) {
    const auto trained = foldersIn(train);
    const auto tested = foldersIn(test);
    std::vector<std::string> different;
    std::set_symmetric_difference(trained.begin(), trained.end(), tested.begin(), tested.end(),
                                  std::back_inserter(different));
    if (different.empty()) return;
    throw InputError({.section = "scenario", .key = "data_path"},
                     fmt::format("expected the same class folders in {} and {}, found {} in one only", train.string(),
                                 test.string(), different.front()));
}

} // namespace

std::vector<ImageClass> imageClasses(const fs::path& root, double heldOut) {
    if (root.empty())
        throw InputError({.section = "scenario", .key = "data_path"}, "expected the folder of the images, got nothing");
    if (!isFolder(root)) {
        throw InputError({.section = "scenario", .key = "data_path"},
                         fmt::format("expected a folder of images, found none at {}", root.string()));
    }
    const bool split = isFolder(root / "train");
    const fs::path train = split ? root / "train" : root;
    const fs::path test = split && heldOut == 0 ? testFolder(root) : fs::path();
    if (test.empty() && heldOut == 0) {
        throw InputError({.section = "scenario", .key = "held_out"},
                         fmt::format("expected a share above 0, as {} has no folder {}test to test on", root.string(),
                                     split ? "" : "train beside a folder "));
    }
    if (!test.empty()) checkSameClasses(train, test);
    std::vector<ImageClass> classes;
    for (const auto& name : foldersIn(train)) {
        classes.push_back({name, train / name, test.empty() ? fs::path() : test / name});
    }
    return classes;
}

std::vector<std::string> imageNames(const fs::path& folder) {
    std::vector<std::string> names;
    forEachEntry(folder, [&](const fs::directory_entry& entry) {
        auto name = entry.path().filename().string();
        if (isImageName(name) && !isFolder(entry)) names.push_back(std::move(name));
    });
    if (names.empty()) {
        throw InputError(fmt::format("{}: expected images (.jpg, .jpeg or .png), found none", folder.string()));
    }
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace lightcl
