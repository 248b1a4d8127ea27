#pragma once

#include "base/value.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lightcl {

/// A method and how it is set: its own parameters, complete, and the training keys it overrides.
struct MethodSpec {
    std::string name;
    Parameters parameters;
    Parameters trainingOverrides;
    Parameters network{}; ///< complete, where it is not the experiment's; empty: it is

    bool operator==(const MethodSpec&) const = default;
};

/// How one of a method's settings is chosen, where a spec gives several: not at all; by the mean accuracy on validation
/// images after all tasks; or after the first task, which is then all that the others are trained on.
enum class SelectionRule { None, Validation, FirstTask };

struct Selection {
    SelectionRule rule = SelectionRule::None;
    double share = 0.1; ///< of each class's training images, held out for validation
    bool trial = false; ///< of a run: it learns the first task alone, to be chosen from

    /// Whether runs leave validation images out of their training. What was chosen on the first task trains on all.
    [[nodiscard]] bool holdsOut() const {
        return rule == SelectionRule::Validation || (rule == SelectionRule::FirstTask && trial);
    }
    bool operator==(const Selection&) const = default;
};

/// An experiment: the grid methods x seeds on one scenario and network. Every section is complete: what the file left
/// out has the catalog's default. `network` holds "backbone" and the backbone's own parameters together.
struct ExperimentSpec {
    std::string name;
    std::vector<std::int64_t> seeds;
    Parameters scenario;
    Parameters network;
    Parameters training;
    Parameters measuring;
    std::vector<MethodSpec> methods;
    Parameters pretraining{}; ///< empty: the runs do not start from one; else complete (see spec/pretraining.h)
    Selection selection{};

    bool operator==(const ExperimentSpec&) const = default;
};

/// One cell of the grid: what a worker trains. `training` has the method's overrides applied, and `network` is the
/// method's own where it has one; `method` then names none.
struct RunSpec {
    std::string name;
    std::int64_t seed = 0;
    Parameters scenario;
    Parameters network;
    Parameters training;
    Parameters measuring;
    MethodSpec method;
    Parameters pretraining{}; ///< of the experiment; empty: none
    Selection selection{};

    bool operator==(const RunSpec&) const = default;
};

/// Whether the run starts from weights that were learnt before: a file's, or a pretraining's.
bool startsPretrained(const RunSpec& run);

/// The cells, method by method, seeds within a method. Where the pretraining learns classes of the scenario's own data
/// set and scenario.class_order is not given, each has the remaining classes for that.
std::vector<RunSpec> expandGrid(const ExperimentSpec& experiment);

} // namespace lightcl
