#include "catalog/entries.h"

namespace lightcl {

std::vector<ParameterInfo> measuringEntries() {
    return {flagSetting("layer_metrics", true, "Measure learning plasticity and memory stability of every layer."),
            integerSetting("probe_samples", 16, 2, 1024,
                           "Samples of each task that are kept to measure with; no method trains on them."),
            integerSetting("probe_batches", 1, 1, 64,
                           "Batches of probe_samples that learning plasticity is averaged over."),
            integerSetting("every_epochs", 1, 1, 100'000,
                           "Layer metrics come after every n-th epoch, and after a task's last."),
            flagSetting("memory", true, "Measure live and peak bytes of tensors by category.")};
}

} // namespace lightcl
