#include "places/image_names.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <string_view>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

constexpr auto kReadEndings = std::to_array<std::string_view>({".jpg", ".jpeg", ".png", ".jpe", ".jfif"});
constexpr auto kOtherEndings = std::to_array<std::string_view>(
    {".webp", ".bmp", ".dib", ".tif", ".tiff", ".gif", ".heic", ".heif", ".hif", ".avif", ".jxl", ".jp2", ".j2k",
     ".jpx",  ".jpf", ".jxr", ".ppm", ".pgm",  ".pbm", ".pnm",  ".pam",  ".tga", ".psd",  ".xcf", ".qoi", ".exr",
     ".pcx",  ".ico", ".svg", ".dng", ".cr2",  ".cr3", ".nef",  ".arw",  ".orf", ".rw2",  ".raf"});

/// ".jpg" of "a.JPG"; empty where nothing stands before it.
std::string endingOf(const std::string& name) {
    std::string ending = fs::path(name).extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return ending;
}

template <std::size_t N>
bool endsAsOneOf(const std::array<std::string_view, N>& endings, const std::string& name) {
    return std::find(endings.begin(), endings.end(), endingOf(name)) != endings.end();
}

bool isFolder(const fs::directory_entry& entry) {
    std::error_code ignored; // what cannot be looked at, such as a link that leads to itself, is no folder for us
    return entry.is_directory(ignored);
}

std::vector<std::string> namesIn(const fs::path& folder, bool folders) {
    std::vector<std::string> names;
    std::error_code error;
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        auto name = entry->path().filename().string();
        if (name.front() != '.' && isFolder(*entry) == folders) names.push_back(std::move(name));
    }
    if (error) throw InputError(fmt::format("{}: cannot be read: {}", folder.string(), error.message()));
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace

std::vector<std::string> folderNames(const fs::path& folder) {
    return namesIn(folder, true);
}

std::vector<std::string> fileNames(const fs::path& folder) {
    return namesIn(folder, false);
}

bool isReadImageName(const std::string& name) {
    return endsAsOneOf(kReadEndings, name);
}

bool isOtherImageName(const std::string& name) {
    return endsAsOneOf(kOtherEndings, name);
}

void OtherImages::add(const fs::path& file) {
    if (count_++ == 0) first_ = file;
    endings_.insert(endingOf(file.filename().string()));
}

std::string OtherImages::text() const {
    return fmt::format("{} of other kinds ({}), the first {}; ImageMagick converts a folder's: mogrify -format png *{}",
                       count_, fmt::join(endings_, ", "), first_.string(), first_.extension().string());
}

} // namespace lightcl
