#include "cost/segments.h"

namespace lightcl {

Segments segmentsOf(const TrainingPlan& plan, std::size_t firstTrainable) {
    Segments segments{plan.network, std::vector<bool>(plan.network.stages.size(), true), firstTrainable, false};
    if (!plan.recompute) return segments;
    segments = {plan.network, {}, 0, true};
    segments.network.stages.clear();
    for (std::size_t stage = 0; stage < plan.network.stages.size(); ++stage) {
        if (stage == firstTrainable) segments.firstTrainable = segments.count();
        for (const BlockSpec& block : plan.network.stages[stage].blocks) {
            const bool opens = &block == &plan.network.stages[stage].blocks.front();
            segments.network.stages.push_back({plan.network.stages[stage].name, {block}});
            segments.opensStage.push_back(opens);
        }
    }
    return segments;
}

} // namespace lightcl
