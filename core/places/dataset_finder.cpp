#include "places/dataset_finder.h"

#include "base/error.h"
#include "base/user_folders.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <iterator>
#include <string_view>

namespace lightcl {

namespace {

namespace fs = std::filesystem;

fs::path below(const fs::path& base, std::string_view rest) {
    rest.remove_prefix(std::min(rest.find_first_not_of('/'), rest.size()));
    return base / rest;
}

fs::path expandFolder(const std::string& folder) {
    constexpr std::string_view dataHomeMark = "$XDG_DATA_HOME";
    const std::string_view text = folder;
    if (text.starts_with(dataHomeMark)) return below(dataHome(), text.substr(dataHomeMark.size()));
    if (text == "~" || text.starts_with("~/")) return below(environmentPath("HOME"), text.substr(1));
    return folder;
}

bool isReadableEntry(const fs::path& path) {
    std::error_code ignored; // a folder that cannot be searched has no file for us
    return fs::exists(path, ignored);
}

} // namespace

std::vector<fs::path> datasetFolders(const DatasetInfo& info, const std::string& dataPath) {
    if (!dataPath.empty()) return {expandFolder(dataPath)};
    std::vector<fs::path> folders;
    std::transform(info.folders.begin(), info.folders.end(), std::back_inserter(folders), expandFolder);
    return folders;
}

std::optional<fs::path> findDatasetFile(const fs::path& folder, const std::string& name) {
    constexpr std::string_view gzip = ".gz";
    const auto other = name.ends_with(gzip) ? name.substr(0, name.size() - gzip.size()) : name + std::string(gzip);
    for (const auto& candidate : {folder / name, folder / other})
        if (isReadableEntry(candidate)) return candidate;
    return std::nullopt;
}

std::vector<std::string> missingDatasetFiles(const DatasetInfo& info, const fs::path& folder) {
    std::vector<std::string> missing;
    std::copy_if(info.files.begin(), info.files.end(), std::back_inserter(missing),
                 [&](const auto& name) { return !findDatasetFile(folder, name); });
    return missing;
}

std::optional<fs::path> findDataset(const DatasetInfo& info, const std::string& dataPath) {
    const auto folders = datasetFolders(info, dataPath);
    const auto found = std::find_if(folders.begin(), folders.end(),
                                    [&](const auto& folder) { return missingDatasetFiles(info, folder).empty(); });
    return found != folders.end() ? std::optional(*found) : std::nullopt;
}

std::vector<std::string> datasetGaps(const DatasetInfo& info, const std::string& dataPath) {
    std::vector<std::string> gaps;
    for (const auto& folder : datasetFolders(info, dataPath)) {
        const auto missing = missingDatasetFiles(info, folder);
        const bool hasNone = missing.size() == info.files.size();
        gaps.push_back(folder.string() +
                       (hasNone ? " has none of its files" : fmt::format(" lacks {}", fmt::join(missing, ", "))));
    }
    return gaps;
}

std::string datasetOffer(const DatasetInfo& info) {
    const auto package =
        info.debianPackage.empty() ? std::string() : ", or as the Debian package " + info.debianPackage;
    return fmt::format("{} are to be had from {}{}", fmt::join(info.files, ", "), info.homepage, package);
}

fs::path requireDataset(const DatasetInfo& info, const std::string& dataPath) {
    if (auto found = findDataset(info, dataPath)) return *found;
    throw InputError(fmt::format("dataset {}: not found: {}; {}", info.name,
                                 fmt::join(datasetGaps(info, dataPath), "; "), datasetOffer(info)));
}

} // namespace lightcl
