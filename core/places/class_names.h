#pragma once

#include "catalog/catalog.h"

#include <filesystem>
#include <string>
#include <vector>

namespace lightcl {

/// TinyImageNet's classes as its wnids.txt names them ("n01443537"), in the order of their labels: sorted. Throws
/// InputError, one line, when the file cannot be read or does not name `classes` different ones.
std::vector<std::string> tinyImageNetClasses(const std::filesystem::path& root, std::int64_t classes);

/// Fills in what only the data set's files tell: of TinyImageNet, the first word that its words.txt has for a class
/// ("goldfish"), with the class's own name behind it where two have the same, or that alone where there is no word. One
/// that has its names already keeps them. Throws InputError.
void nameClasses(DatasetInfo& dataset, const std::filesystem::path& folder);

} // namespace lightcl
