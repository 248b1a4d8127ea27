#pragma once

#include "catalog/catalog.h"
#include "spec/experiment_spec.h"

#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// Whether [pretraining] learns classes of the data set that the scenario learns others of.
bool sharesDataset(const Parameters& pretraining, const Parameters& scenario);

/// The classes of the scenario's data set that are learnt beforehand; none where the pretraining is of another one, or
/// there is none.
std::vector<std::int64_t> learntBefore(const Parameters& pretraining, const Parameters& scenario);

/// Of a data set of so many classes, those that are not among `learnt`, in order.
std::vector<std::int64_t> remainingClasses(const std::vector<std::int64_t>& learnt, std::int64_t classes);

/// The scenario, with the classes that the pretraining leaves as its class_order where it has none of its own and draws
/// none, and they are of one data set. Looks at the data set only where that matters.
Parameters scenarioBesidePretraining(const ExperimentSpec& experiment);

/// The run that learns what this one starts from: its classes at once, by SGD, on the same network with inputs of the
/// same scale. Nothing where the run has no [pretraining].
std::optional<RunSpec> pretrainingOf(const RunSpec& run);

/// What decides the weights that such a run ends with, as text: two with the same text end with the same (on as many
/// threads). Of a data set: its classes and how many images each has; of a file to start from: its path, its size and
/// when it was written.
std::string contentOf(const RunSpec& pretraining, const DatasetInfo& dataset);

} // namespace lightcl
