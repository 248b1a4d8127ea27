#include "profiling/flop_counter.h"

namespace lightcl {

namespace {

double firstLayerMacs(const BlockSpec& block) {
    double macs = 0;
    for (const auto* path : {&block.main, &block.shortcut}) {
        for (const LayerSpec& layer : *path) {
            if (!layer.isWeightLayer()) continue;
            macs += static_cast<double>(layer.macs());
            break;
        }
    }
    return macs;
}

} // namespace

FlopCounter::FlopCounter(const NetworkSpec& network) {
    for (const StageSpec& stage : network.stages) {
        stages_.push_back({static_cast<double>(stage.macs()), firstLayerMacs(stage.blocks.front())});
    }
}

void FlopCounter::addStep(std::int64_t rows, std::size_t frozenStages, std::int64_t later) {
    double frozen = 0;
    double trained = 0;
    for (std::size_t s = 0; s < stages_.size(); ++s) {
        (s < frozenStages ? frozen : trained) += (s < frozenStages ? 2 : 6) * stages_[s].all;
        if (s == frozenStages) trained -= 2 * stages_[s].firstLayer;
    }
    total_ += (frozen + trained) * static_cast<double>(rows) + trained * static_cast<double>(later);
}

void FlopCounter::addFrozenForward(std::int64_t rows, std::size_t frozenStages) {
    for (std::size_t s = 0; s < frozenStages; ++s) total_ += 2 * stages_[s].all * static_cast<double>(rows);
}

} // namespace lightcl
