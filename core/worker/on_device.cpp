#include "worker/on_device.h"

#include "base/units.h"
#include "cost/cost_model.h"
#include "profiling/memory_cap.h"
#include "running/budget_advice.h"
#include "spec/dataset_of.h"
#include "spec/method_network.h"
#include "worker/budget.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

void sayNotice(const StoreObserver& observer, const std::string& message) {
    if (message.empty()) return;
    RunEvent notice = observer.event("notice");
    notice.message = message;
    StoreObserver::say(notice);
}

} // namespace

DeviceSettings deviceSettings(DeviceSettings device, std::int64_t budget, const RunSpec& spec, Dataset& dataset,
                              const StoreObserver& observer) {
    if (budget == 0) return device;
    moveOffHeap(dataset, scenarioSettings(spec.scenario));
    device.budget = budgetAboveFloor(budget, networkOf(spec));
    sayNotice(observer,
              fmt::format("memory budget {}: the process's floor is {}, training's tensors may take {}; limit "
                          "of the system: {}",
                          formatBytes(budget), formatBytes(device.budget->floor),
                          formatBytes(device.budget->tensorBytes()), MemoryCap::available().name()));
    sayNotice(observer,
              budgetWarning(*device.budget, estimateCost(spec, datasetOf(spec.scenario), CostConvention::Exact)));
    return device;
}

bool trainsToTheEnd(Trainer& trainer, const RunSpec& spec) {
    try {
        return trainer.run() == Trainer::Outcome::Done;
    } catch (const BudgetError& error) {
        throw BudgetError(error.breach(), breachSentence(error.breach(), spec, datasetOf(spec.scenario)));
    }
}

} // namespace lightcl
