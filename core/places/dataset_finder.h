#pragma once

#include "catalog/catalog.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// Where a dataset is looked for, in order: `dataPath` alone when it is given, else the dataset's usual folders. A
/// folder that begins with "$XDG_DATA_HOME" stands below that directory, or below ~/.local/share when the variable is
/// not set; one that begins with "~" stands below the home directory.
std::vector<std::filesystem::path> datasetFolders(const DatasetInfo& info, const std::string& dataPath);

/// The file of that name in the folder, whether it is stored plain or gzipped: "labels" finds "labels" or "labels.gz",
/// "labels.gz" finds "labels.gz" or "labels". Nothing when neither exists.
std::optional<std::filesystem::path> findDatasetFile(const std::filesystem::path& folder, const std::string& name);

/// The dataset's files that the folder lacks, in the catalog's order.
std::vector<std::string> missingDatasetFiles(const DatasetInfo& info, const std::filesystem::path& folder);

/// The first of datasetFolders() that has every file of the dataset, or nothing.
std::optional<std::filesystem::path> findDataset(const DatasetInfo& info, const std::string& dataPath);

/// What each folder that was looked in has of the dataset: "/a has none of its files", "/b lacks labels.gz".
std::vector<std::string> datasetGaps(const DatasetInfo& info, const std::string& dataPath);

/// Its files by name and where they can be had: "images.gz, labels.gz are to be had from https://…, or as the Debian
/// package …".
std::string datasetOffer(const DatasetInfo& info);

/// As findDataset(); throws InputError, one line, when it is nowhere: where it was looked for, and who offers it.
std::filesystem::path requireDataset(const DatasetInfo& info, const std::string& dataPath);

} // namespace lightcl
