#include "profiling/flop_counter.h"

#include "rules/row_operations.h"

namespace lightcl {

FlopCounter::FlopCounter(const NetworkSpec& network) {
    for (std::size_t stages = 0; stages <= network.stages.size(); ++stages) {
        frozen_.push_back(frozenOperations(network, stages));
        trained_.push_back(trainedOperations(network, stages));
    }
}

void FlopCounter::addStep(std::int64_t rows, std::size_t frozenStages, std::int64_t later) {
    const double trained = trained_.at(frozenStages);
    total_ += (frozen_.at(frozenStages) + trained) * static_cast<double>(rows) + trained * static_cast<double>(later);
}

void FlopCounter::addFrozenForward(std::int64_t rows, std::size_t frozenStages) {
    total_ += frozen_.at(frozenStages) * static_cast<double>(rows);
}

} // namespace lightcl
