#include "base/error.h"
#include "data/image_list.h"
#include "places/class_names.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <sstream>
#include <tuple>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse(const fs::path& file, std::string_view message) {
    throw InputError(fmt::format("{}: {}", file.string(), message));
}

std::vector<std::string> linesOf(const fs::path& file) {
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored)) refuse(file, "expected a text file, found none");
    std::ifstream stream(file);
    if (!stream) refuse(file, "cannot be read");
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) {
        if (line.ends_with('\r')) line.pop_back();
        if (!line.empty()) lines.push_back(line);
    }
    return lines;
}

std::map<std::string, std::int64_t> labelsByName(const fs::path& root, std::int64_t classes) {
    std::map<std::string, std::int64_t> labels;
    for (const auto& name : tinyImageNetClasses(root, classes)) labels.emplace(name, std::ssize(labels));
    return labels;
}

/// Lines of tab-separated fields: the image's name, its class, a rectangle that nobody needs here.
std::vector<ImageEntry> annotated(const fs::path& file, const std::map<std::string, std::int64_t>& labels) {
    std::vector<ImageEntry> entries;
    for (const auto& line : linesOf(file)) {
        std::istringstream fields(line);
        std::string image, name;
        std::getline(fields, image, '\t');
        std::getline(fields, name, '\t');
        const auto label = labels.find(name);
        if (image.empty() || image.find('/') != std::string::npos || label == labels.end()) {
            refuse(file, fmt::format("expected an image and its class in each line, found \"{}\"", line));
        }
        entries.push_back({"val/images/" + image, label->second});
    }
    std::sort(entries.begin(), entries.end(), [](const ImageEntry& a, const ImageEntry& b) {
        return std::tie(a.label, a.path) < std::tie(b.label, b.path);
    });
    return entries;
}

} // namespace

ImageList tinyImageNetList(const fs::path& root, std::int64_t classes, double heldOut) {
    ImageList list{root, {}, {}};
    const auto labels = labelsByName(root, classes);
    for (const auto& [name, label] : labels) {
        list.appendClass(imageEntries(root, root / "train" / name / "images", label), heldOut);
    }
    if (heldOut == 0) list.test = annotated(root / "val" / "val_annotations.txt", labels);
    return list;
}

} // namespace lightcl
