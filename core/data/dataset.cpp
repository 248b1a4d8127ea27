#include "data/dataset.h"

#include "base/error.h"
#include "base/user_folders.h"
#include "data/cifar_file.h"
#include "data/held_out_split.h"
#include "data/idx_file.h"
#include "data/load_images.h"
#include "places/dataset_finder.h"
#include "weights/check_sum.h"

#include <fmt/format.h>
#include <numeric>
#include <span>
#include <stdexcept>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

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

Dataset readIdx(const DatasetInfo& info, const fs::path& folder) {
    return {readIdxSplit(info, folder, "train"), readIdxSplit(info, folder, "t10k")};
}

Split readCifarSplit(const DatasetInfo& info, const fs::path& folder, std::string_view start,
                     const std::vector<std::int64_t>& counts) {
    const auto files = filesNamed(info, folder, start);
    CifarFormat format;
    format.records = std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) / std::ssize(files);
    format.labelBytes = info.classes > 10 ? 2 : 1;
    format.classes = info.classes;
    return readCifarFiles(files, format);
}

Dataset readCifar(const DatasetInfo& info, const fs::path& folder) {
    // CIFAR-10's training images stand in data_batch_1.bin and so on, CIFAR-100's in train.bin.
    const std::string_view training = info.files.front().starts_with("train") ? "train" : "data_batch";
    return {readCifarSplit(info, folder, training, info.trainCounts),
            readCifarSplit(info, folder, "test", info.testCounts)};
}

template <typename Value>
void addValues(CheckSum& sum, const torch::Tensor& tensor) {
    const auto values = tensor.contiguous();
    sum.add(std::as_bytes(std::span(values.data_ptr<Value>(), static_cast<std::size_t>(values.numel()))));
}

/// Of what a run learns from and is tested on.
std::string digestOf(const Dataset& dataset) {
    CheckSum sum;
    for (const Split* split : {&dataset.train, &dataset.test}) {
        addValues<std::int64_t>(sum, split->labels);
        addValues<std::uint8_t>(sum, split->images);
    }
    return fmt::format("{}+{} images {}", dataset.train.labels.size(0), dataset.test.labels.size(0), sum.text());
}

Dataset loadPictures(const ImageList& list, const ImageLook& look, const ScenarioSettings& scenario) {
    const fs::path caches = cacheHome();
    return loadImages(list, look, scenario.skipUnreadable, caches.empty() ? caches : caches / "lightcl");
}

ImageLook lookOf(const ScenarioSettings& scenario) {
    const ImageFit fit = scenario.imageFit == "crop"  ? ImageFit::Crop
                         : scenario.imageFit == "pad" ? ImageFit::Pad
                                                      : ImageFit::Stretch;
    return {scenario.imageSize, fit, scenario.imageRotation == "exif"};
}

} // namespace

Dataset loadDataset(const DatasetInfo& info, const ScenarioSettings& scenario) {
    if (info.layout == DatasetLayout::ImageFolder) {
        return loadPictures(imageFolderList(scenario.dataPath, scenario.heldOut, scenario.skipUnreadable),
                            lookOf(scenario), scenario);
    }
    const fs::path folder = requireDataset(info, scenario.dataPath);
    if (info.layout == DatasetLayout::TinyImageNet) {
        return loadPictures(tinyImageNetList(folder, info.classes, scenario.heldOut), {.size = info.input.height},
                            scenario);
    }
    auto dataset = info.layout == DatasetLayout::Idx ? readIdx(info, folder) : readCifar(info, folder);
    if (scenario.heldOut > 0) dataset = heldOutSplit(dataset.train, info.classes, scenario.heldOut);
    dataset.digest = digestOf(dataset);
    return dataset;
}

} // namespace lightcl
