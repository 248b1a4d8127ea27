#include "data/dataset.h"

#include "base/error.h"
#include "catalog/dataset_finder.h"
#include "data/cifar_file.h"
#include "data/idx_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <stdexcept>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

std::string missingMessage(const DatasetInfo& info, const std::string& dataPath) {
    std::vector<std::string> folders;
    for (const auto& folder : datasetFolders(info, dataPath)) folders.push_back(folder.string());
    // Only a folder that has some of the files makes it worth saying which ones it lacks.
    std::string lacking;
    for (const auto& folder : datasetFolders(info, dataPath)) {
        const auto missing = missingDatasetFiles(info, folder);
        if (missing.size() == info.files.size()) continue;
        lacking += fmt::format("; {} lacks {}", folder.string(), fmt::join(missing, ", "));
    }
    const std::string_view package =
        info.name == "fashion-mnist" ? ", or as the Debian package dataset-fashion-mnist" : "";
    return fmt::format("dataset {}: expected the files {} in {}{}; its makers offer it at {}{}", info.name,
                       fmt::join(info.files, ", "), fmt::join(folders, " or "), lacking, info.homepage, package);
}

/// The dataset's files whose names begin and continue as given, in the catalog's order.
std::vector<fs::path> filesNamed(const DatasetInfo& info, const fs::path& folder, std::string_view start,
                                 std::string_view part = {}) {
    std::vector<fs::path> files;
    for (const auto& name : info.files) {
        if (!name.starts_with(start) || name.find(part) == std::string::npos) continue;
        files.push_back(findDatasetFile(folder, name).value_or(folder / name));
    }
    if (files.empty())
        throw std::logic_error(fmt::format("the catalog lists no {}…{} file for {}", start, part, info.name));
    return files;
}

Split readIdxSplit(const DatasetInfo& info, const fs::path& folder, std::string_view start) {
    const auto imageFile = filesNamed(info, folder, start, "images").front();
    const auto labelFile = filesNamed(info, folder, start, "labels").front();
    Split split{readIdxImages(imageFile, info.input), readIdxLabels(labelFile, info.classes)};
    const auto images = split.images.size(0);
    const auto labels = split.labels.size(0);
    if (images != labels) {
        throw InputError(fmt::format("{}: expected {} labels, one for each image of {}, found {}", labelFile.string(),
                                     images, imageFile.filename().string(), labels));
    }
    return split;
}

Split readCifarSplit(const DatasetInfo& info, const fs::path& folder, std::string_view start,
                     std::int64_t samplesPerClass) {
    const auto files = filesNamed(info, folder, start);
    return readCifarFiles(files, samplesPerClass * info.classes / static_cast<std::int64_t>(files.size()),
                          info.classes);
}

bool isIdx(const DatasetInfo& info) {
    return std::any_of(info.files.begin(), info.files.end(),
                       [](const auto& name) { return name.find("-ubyte") != std::string::npos; });
}

} // namespace

Dataset loadDataset(const DatasetInfo& info, const std::string& dataPath) {
    const auto folder = findDataset(info, dataPath);
    if (!folder) throw InputError(missingMessage(info, dataPath));
    if (isIdx(info)) return {readIdxSplit(info, *folder, "train"), readIdxSplit(info, *folder, "t10k")};
    return {readCifarSplit(info, *folder, "data_batch", info.trainSamplesPerClass),
            readCifarSplit(info, *folder, "test_batch", info.testSamplesPerClass)};
}

} // namespace lightcl
