#include "cli/commands/catalog_listings.h"
#include "cli/display/catalog_text.h"
#include "places/dataset_finder.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <numeric>

namespace lightcl {

namespace {

std::string shapeText(const Shape& shape) {
    return fmt::format("{} x {} x {}", shape.channels, shape.height, shape.width);
}

std::int64_t sum(const std::vector<std::int64_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

/// An image folder's are only known by looking at it.
std::string sizeText(const DatasetInfo& dataset) {
    if (dataset.layout == DatasetLayout::ImageFolder) return {};
    return fmt::format("  {} classes, {}, {} training and {} test samples\n", dataset.classes, shapeText(dataset.input),
                       sum(dataset.trainCounts), sum(dataset.testCounts));
}

/// What each folder that was looked in lacks.
Json missingFiles(const DatasetInfo& dataset) {
    auto missing = Json::object();
    for (const auto& folder : datasetFolders(dataset, {}))
        missing[folder.string()] = missingDatasetFiles(dataset, folder);
    return missing;
}

/// Where it is, or what each folder lacks and where it can be had.
std::string whereabouts(const DatasetInfo& dataset) {
    if (dataset.layout == DatasetLayout::ImageFolder) return "  Found where scenario.data_path says.\n";
    if (const auto folder = findDataset(dataset, {})) return fmt::format("  Found in {}\n", folder->string());
    return fmt::format("  Not found: {}\n  {}\n", fmt::join(datasetGaps(dataset, {}), "; "), datasetOffer(dataset));
}

Json toJson(const DatasetInfo& dataset) {
    const auto folder = findDataset(dataset, {});
    std::vector<std::string> folders;
    for (const auto& candidate : datasetFolders(dataset, {})) folders.push_back(candidate.string());
    return {{"name", dataset.name},
            {"title", dataset.title},
            {"help", dataset.help},
            {"channels", dataset.input.channels},
            {"height", dataset.input.height},
            {"width", dataset.input.width},
            {"classes", dataset.classes},
            {"class_names", dataset.classNames},
            {"train_samples", sum(dataset.trainCounts)},
            {"test_samples", sum(dataset.testCounts)},
            {"train_samples_by_class", dataset.trainCounts},
            {"test_samples_by_class", dataset.testCounts},
            {"found", folder ? Json(folder->string()) : Json()},
            {"folders", folders},
            {"files", dataset.files},
            {"missing", missingFiles(dataset)},
            {"homepage", dataset.homepage}};
}

std::string listed(const DatasetInfo& dataset) {
    return entryHeading(dataset.name, dataset.title, dataset.help, {}) + sizeText(dataset) + whereabouts(dataset);
}

} // namespace

CatalogListing datasetsListing() {
    return {"datasets", "List the datasets, where they are and where to get them", [] {
                std::vector<CatalogEntry> entries;
                for (const auto& dataset : catalog().datasets()) entries.push_back({listed(dataset), toJson(dataset)});
                return entries;
            }};
}

} // namespace lightcl
