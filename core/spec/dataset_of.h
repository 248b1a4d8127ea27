#pragma once

#include "base/value.h"
#include "catalog/catalog.h"

namespace lightcl {

/// The data set that a [scenario] section names, as it will be used: the catalog's entry, with a held-out share taken
/// off the training images and put in the place of the test images. What of an image folder is only known by looking
/// (its shape, classes and counts) is filled in from the names in data_path; of the others no file is looked at. Throws
/// InputError, one line: an unknown data set, an image folder that is not there or has another layout, a class without
/// an image to train or test on.
DatasetInfo datasetOf(const Parameters& scenario);

} // namespace lightcl
