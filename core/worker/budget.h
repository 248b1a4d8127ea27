#pragma once

#include "backbones/network_spec.h"
#include "data/dataset.h"
#include "runs/memory_budget.h"
#include "spec/experiment_spec.h"

#include <cstdint>

namespace lightcl {

/// Puts a data set's images into files without a name (scratch_tensor.h), as on a device, whose data lie on its card:
/// the system keeps of them what it has room for. What an image cache maps is in a file already.
void moveOffHeap(Dataset& dataset, const ScenarioSettings& scenario);

/// The budget of so many bytes, with this process's floor for that network. To be asked before training's tensors
/// exist. Throws InputError when it is not above the floor.
MemoryBudget budgetAboveFloor(std::int64_t bytes, const NetworkSpec& network);

/// Whether a layer of it is a convolution.
bool hasConvolutions(const NetworkSpec& network);

/// Has this program start anew in a control group of its own where the user's systemd makes one, so that the kernel can
/// limit all of its memory: `systemd-run --user --scope` is tried before, and nothing happens where it fails. Returns
/// where there is no such group, or this process is in one already. `arguments` is main()'s.
void enterOwnScope(char** arguments);

} // namespace lightcl
