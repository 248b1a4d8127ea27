#pragma once

#include "cli/display/json.h"

#include <functional>
#include <string>
#include <vector>

namespace lightcl {

/// An entry of the catalog as the command line shows it.
struct CatalogEntry {
    std::string text; ///< whole lines
    Json json;
};

/// One part of the catalog, and the command of `lightcl` that prints it.
struct CatalogListing {
    std::string command;
    std::string help;
    std::function<std::vector<CatalogEntry>()> entries;
};

/// The training methods, their parameters and papers.
CatalogListing methodsListing();
/// The data sets: what they are, where they were found or looked for, and where they can be had.
CatalogListing datasetsListing();
/// The networks and their parameters.
CatalogListing backbonesListing();

} // namespace lightcl
