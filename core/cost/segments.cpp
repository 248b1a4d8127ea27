#include "cost/segments.h"

#include "rules/kept_inputs.h"
#include "rules/map_layout.h"

namespace lightcl {

Segments segmentsOf(const TrainingPlan& plan, std::size_t firstTrainable) {
    Segments segments;
    segments.network = plan.network;
    segments.network.stages.clear();
    segments.memory = plan.memory;
    segments.precision = plan.precision;
    const auto append = [&](const StageSpec& segment, bool opens, bool channelsLast) {
        segments.network.stages.push_back(segment);
        segments.opensStage.push_back(opens);
        segments.channelsLast.push_back(channelsLast);
    };
    for (std::size_t stage = 0; stage < plan.network.stages.size(); ++stage) {
        if (stage == firstTrainable) segments.firstTrainable = segments.count();
        const StageSpec& whole = plan.network.stages[stage];
        const bool channelsLast = hasChannelsLast(whole);
        if (!segments.areBlocks()) {
            append(whole, true, channelsLast);
            continue;
        }
        for (const BlockSpec& block : whole.blocks) {
            append({whole.name, {block}}, &block == &whole.blocks.front(), channelsLast);
        }
    }
    const bool mayDoWithout = segments.areBlocks() && firstTrainable == 0;
    segments.keepsInput = mayDoWithout ? keepsBlockInputs(plan.network) : std::vector<bool>(segments.count(), true);
    return segments;
}

} // namespace lightcl
