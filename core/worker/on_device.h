#pragma once

#include "engine/trainer.h"
#include "worker/store_observer.h"

#include <cstdint>

namespace lightcl {

/// Where this run is trained: `device`, with a budget of so many bytes (0: none), which is said, with a warning where
/// the run is predicted to need more. The data set's images then lie in files. Throws InputError when the budget is not
/// above the process's floor. To be asked before training's tensors exist.
DeviceSettings deviceSettings(DeviceSettings device, std::int64_t budget, const RunSpec& spec, Dataset& dataset,
                              const StoreObserver& observer);

/// Whether the run was trained to its end, not stopped. Throws as Trainer::run(), BudgetError with a sentence that says
/// what would fit.
bool trainsToTheEnd(Trainer& trainer, const RunSpec& spec);

} // namespace lightcl
