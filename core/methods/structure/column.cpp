#include "methods/structure/column.h"

#include "networks/network_state.h"

namespace lightcl {

Column::Column(const Network& trained, LateralAdapters adapters)
    : network(trained.clone()), laterals(std::move(adapters)) {
    for (std::size_t stage = 0; stage < network.stageCount(); ++stage) network.requireGradients(stage, false);
    laterals.requireGradients(false);
}

void Column::save(const StateArchive& archive) const {
    saveNetwork(network, archive);
    laterals.save(archive);
}

void Column::restore(const StateArchive& archive) {
    restoreNetwork(archive, network);
    laterals.restore(archive);
}

void advance(std::vector<Column>& columns, std::size_t stage, std::vector<torch::Tensor>& values) {
    at::NoGradGuard noGradient;
    // From the last on: a column needs what the ones before it had at the stage below.
    for (std::size_t j = values.size(); j-- > 0;) {
        Column& column = columns.at(j);
        torch::Tensor entering = stage == 0 ? values[j] : column.laterals.entering(stage, values[j], values);
        values[j] = column.network.forwardStage(stage, std::move(entering), NormMode::Evaluation);
    }
}

} // namespace lightcl
