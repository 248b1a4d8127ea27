#include "spec/dataset_of.h"

#include "base/error.h"
#include "places/image_folder.h"
#include "spec/held_out.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

void holdOut(DatasetInfo& dataset, double share) {
    if (share <= 0) return;
    dataset.testCounts.clear();
    for (auto& count : dataset.trainCounts) {
        dataset.testCounts.push_back(heldOutOf(count, share));
        count -= dataset.testCounts.back();
    }
}

void checkEnough(const ImageClass& one, std::int64_t images) {
    if (!one.test.empty() || images > 1) return;
    throw InputError(
        {.section = "scenario", .key = "held_out"},
        fmt::format("expected at least two images in {}, one of them to be held out, found one", one.train.string()));
}

/// Looks at the folder's names.
void fillIn(DatasetInfo& dataset, const Parameters& scenario) {
    const std::int64_t size = scenario.integer("image_size");
    dataset.input = {3, size, size};
    const auto images =
        imagesOfFolder(scenario.text("data_path"), scenario.number("held_out"), scenario.flag("skip_unreadable"));
    for (const auto& one : images.classes) {
        dataset.classNames.push_back(one.folders.name);
        dataset.trainCounts.push_back(std::ssize(one.train));
        checkEnough(one.folders, dataset.trainCounts.back());
        if (!one.folders.test.empty()) dataset.testCounts.push_back(std::ssize(one.test));
    }
    dataset.classes = std::ssize(dataset.classNames);
}

} // namespace

DatasetInfo datasetOf(const Parameters& scenario) {
    const std::string& name = scenario.text("dataset");
    const DatasetInfo* entry = catalog().dataset(name);
    if (entry == nullptr) {
        throw InputError({.section = "scenario", .key = "dataset"},
                         fmt::format("expected a data set of the catalog, got \"{}\"", name));
    }
    DatasetInfo dataset = *entry;
    if (dataset.layout == DatasetLayout::ImageFolder) fillIn(dataset, scenario);
    holdOut(dataset, scenario.number("held_out"));
    return dataset;
}

} // namespace lightcl
