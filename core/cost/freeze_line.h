#pragma once

#include "backbones/network_spec.h"
#include "base/memory_category.h"
#include "catalog/catalog.h"
#include "spec/experiment_spec.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// What a run is predicted to need, in the exact convention, with the stages below a line frozen.
struct FreezeLineCost {
    std::size_t firstTrainable = 0; ///< index of the first stage that is trained; 0: nothing is frozen
    std::string frozenUpTo;         ///< the last frozen stage; empty: nothing is frozen
    std::int64_t holdsFromTask = 1; ///< the first task that is learnt with the line: 1 from pretrained weights, else 2
    MemoryBreakdown peak;           ///< of the whole run: the larger of the two below
    std::optional<MemoryBreakdown> peakBefore; ///< of the tasks before the line holds; nothing where there are none
    std::optional<MemoryBreakdown> peakAfter;  ///< of the tasks from then on; nothing in a run of one task before it
    double trainingFlops = 0;                  ///< of the whole run; an operation is a multiply or an add
    double stepFlops = 0;                      ///< of a step of the last task, the mean of all its steps
    std::int64_t trainableParameters = 0;      ///< learnable values of the stages that are trained
};

/// Where a run's weights come from, for the question what it would need otherwise.
enum class StartingPoint { AsSpec, RandomWeights, PretrainedWeights };

/// Whether the method freezes a prefix of stages that its settings choose; of others there is no line to move.
bool hasFreezeLine(const MethodSpec& method);

/// The line above a stage of that name, as the index of the first stage that is then trained; "none" freezes nothing.
/// Throws InputError, listing the stages, for another name and for the last one, which is always trained.
std::size_t freezeLineAbove(const NetworkSpec& network, const std::string& stage);

/// The run with its line drawn before the stage of that index.
RunSpec withFreezeLine(RunSpec run, const NetworkSpec& network, std::size_t firstTrainable);

/// Of a run whose hasFreezeLine() is true, with the line drawn before the stage of that index. `dataset` is
/// datasetOf(run.scenario). A line that the run leaves to the advisor ("auto") is taken as given here.
FreezeLineCost freezeLineCost(const RunSpec& run, const DatasetInfo& dataset, std::size_t firstTrainable,
                              StartingPoint start = StartingPoint::AsSpec);

/// The same of every possible line: none, above the first stage, …, below the head. Empty for a method without.
std::vector<FreezeLineCost> freezeLineCosts(const RunSpec& run, const DatasetInfo& dataset,
                                            StartingPoint start = StartingPoint::AsSpec);

/// The line that the run itself has, by its settings; nothing where the advisor draws it or the method has none.
std::optional<std::size_t> freezeLineOf(const RunSpec& run, const DatasetInfo& dataset);

} // namespace lightcl
