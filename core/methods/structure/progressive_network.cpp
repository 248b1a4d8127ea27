#include "methods/structure/progressive_network.h"

#include "methods/structure/connection_again.h"
#include "networks/network_state.h"
#include "rules/kept_inputs.h"
#include "rules/progressive_columns.h"

#include <fmt/format.h>

namespace lightcl {

std::unique_ptr<Method> ProgressiveNetwork::make(const Ingredients& in) {
    return std::make_unique<ProgressiveNetwork>(pnnSettings(in.parameters), in.mask);
}

void ProgressiveNetwork::attach(Network& network) {
    network_ = &network;
    network.onStageInput([this](std::size_t stage, const torch::Tensor& values, NormMode mode) {
        return enterStage(stage, values, mode);
    });
}

torch::Tensor ProgressiveNetwork::enterStage(std::size_t stage, const torch::Tensor& values, NormMode mode) {
    if (columns_.empty()) return values;
    // A training forward without a graph will be repeated with one, from the last stage down.
    const bool repeated = mode == NormMode::Training && !at::GradMode::is_enabled();
    if (stage == 0) {
        if (mode == NormMode::Again) return values;
        below_.assign(columns_.size(), values);
        keptBelow_.assign(network_->stageCount(), {});
        if (repeated) inputs_ = values;
        return values;
    }
    if (mode == NormMode::Again) return enterAgain(stage, values);
    advance(columns_, stage - 1, below_);
    if (repeated && !entersLargest(network_->spec(), stage)) keptBelow_[stage] = below_;
    torch::Tensor entering = laterals_.entering(stage, values, below_);
    if (stage + 1 == network_->stageCount()) below_.clear();
    return entering;
}

torch::Tensor ProgressiveNetwork::enterAgain(std::size_t stage, const torch::Tensor& values) {
    if (!at::GradMode::is_enabled()) { // on the way to a stage above
        const std::vector<torch::Tensor>& kept = keptBelow_[stage];
        return laterals_.entering(stage, values, kept.empty() ? belowAgain(stage) : kept);
    }
    // What was kept goes with the graph.
    return enteringWithoutMaps(laterals_, stage, values, [this, stage, kept = std::exchange(keptBelow_[stage], {})] {
        return kept.empty() ? belowAgain(stage) : kept;
    });
}

std::vector<torch::Tensor> ProgressiveNetwork::belowAgain(std::size_t stage) {
    std::vector<torch::Tensor> below(columns_.size(), inputs_);
    for (std::size_t lower = 0; lower < stage; ++lower) advance(columns_, lower, below);
    return below;
}

void ProgressiveNetwork::beforeTask(const TaskContext& context) {
    if (!context.firstTask) {
        columns_.emplace_back(context.network, std::move(laterals_));
        startColumn(context);
    } else if (context.pretrained && settings_.start == Start::Fresh) {
        pretrained_.emplace(context.network, LateralAdapters());
    }
}

void ProgressiveNetwork::startColumn(const TaskContext& context) {
    if (pretrained_) {
        copyNetwork(pretrained_->network, context.network);
    } else if (settings_.start == Start::Fresh) {
        context.network.reinitialise(context.random["columns"]);
    }
    laterals_ =
        LateralAdapters(context.network.spec(), columns_.size(), settings_.laterals, context.random["laterals"]);
}

std::vector<NamedTensor> ProgressiveNetwork::ownParameters(std::size_t stage) const {
    return laterals_.parameters(stage);
}

double ProgressiveNetwork::extraFlopsPerRow() const {
    return columns_.empty() ? 0 : columnOperations(network_->spec(), settings_.laterals, std::ssize(columns_));
}

void ProgressiveNetwork::afterStep(const StepRows& /*rows*/, RandomStreams& /*random*/) {
    inputs_.reset();
    keptBelow_.clear();
}

torch::Tensor ProgressiveNetwork::evaluate(Network& network, const torch::Tensor& inputs, const Task& task,
                                           std::size_t firstStage) {
    const auto column = static_cast<std::size_t>(task.number - 1);
    if (column >= columns_.size()) return Method::evaluate(network, inputs, task, firstStage);
    std::vector<torch::Tensor> values(column + 1, inputs);
    for (std::size_t stage = 0; stage < network.stageCount(); ++stage) advance(columns_, stage, values);
    return values.back();
}

void ProgressiveNetwork::save(StateArchive& archive) const {
    archive.put("columns", std::int64_t{std::ssize(columns_)});
    for (std::size_t j = 0; j < columns_.size(); ++j) columns_[j].save(archive.part(fmt::format("column{}", j + 1)));
    laterals_.save(archive.part("newest"));
    archive.put("keeps_pretrained", std::int64_t{pretrained_.has_value()});
    if (pretrained_) pretrained_->save(archive.part("pretrained"));
}

void ProgressiveNetwork::restore(const StateArchive& archive) {
    RandomStream unused(0);
    const auto adapters = [&](std::size_t earlier) {
        return earlier == 0 ? LateralAdapters()
                            : LateralAdapters(network_->spec(), earlier, settings_.laterals, unused);
    };
    columns_.clear();
    const auto count = static_cast<std::size_t>(archive.integer("columns"));
    for (std::size_t j = 0; j < count; ++j) {
        columns_.emplace_back(*network_, adapters(j));
        columns_.back().restore(archive.part(fmt::format("column{}", j + 1)));
    }
    laterals_ = adapters(count);
    laterals_.restore(archive.part("newest"));
    pretrained_.reset();
    if (archive.integer("keeps_pretrained") == 0) return;
    pretrained_.emplace(*network_, LateralAdapters());
    pretrained_->restore(archive.part("pretrained"));
}

} // namespace lightcl
