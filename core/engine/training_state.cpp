#include "engine/training_state.h"

#include "base/error.h"
#include "methods/method_factory.h"
#include "networks/channel_pruning.h"
#include "networks/network_state.h"
#include "networks/pretrained_weights.h"
#include "spec/method_network.h"
#include "spec/settings.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lightcl {

namespace {

/// Weights are drawn or loaded in full before a method removes channels, so that it can choose by them.
Network freshNetwork(const RunSpec& run, const Scenario& scenario, RandomStreams& random, MemoryLedger* ledger,
                     const std::filesystem::path& pretraining) {
    const MemoryScope scope(ledger, MemoryCategory::Weights);
    Network network(fullNetworkOf(run), random["initial weights"]);
    const bool pretrained = !run.pretraining.empty();
    if (pretrained && pretraining.empty())
        throw InputError("pretraining: expected the weights it ended with, got none");
    const std::filesystem::path file = pretrained ? pretraining : std::filesystem::path(run.network.text("weights"));
    // A pretraining's head was for other classes, also where it is as large.
    const HeadUse head = pretrained ? HeadUse::Fresh : HeadUse::AsStored;
    if (!file.empty()) loadPretrainedWeights(network, file, &scenario.normalisation(), head);
    const auto plan = channelPlanOf(run.method.parameters, network.spec());
    if (!plan) return network;
    const bool signedMean = run.method.parameters.text("ranking") == "signed-mean";
    return prunedNetwork(network, *plan, signedMean ? ChannelRanking::SignedMean : ChannelRanking::Magnitude);
}

Optimizer::Settings optimizerOf(const RunSpec& run) {
    const OptimizerSettings settings = optimizerSettings(run.training);
    return {settings.learningRate, settings.momentum, settings.weightDecay, settings.kind};
}

} // namespace

TrainingState::TrainingState(const RunSpec& run, const Scenario& scenario, MemoryLedger* ledger,
                             const std::filesystem::path& pretraining)
    : random(static_cast<std::uint64_t>(run.seed)), network(freshNetwork(run, scenario, random, ledger, pretraining)),
      method(makeMethod(run, network.spec(), scenario)), optimizer(optimizerOf(run), ledger), flops(network.spec()),
      ledger_(ledger) {
    method->attach(network);
}

void TrainingState::save(StateArchive archive) const {
    saveNetwork(network, archive.part("network"));
    archive.put("random", nlohmann::json(random.states()).dump());
    archive.put("training_flops", flops.total());
    optimizer.save(archive.part("optimizer"));
    StateArchive methodPart = archive.part("method");
    method->save(methodPart);
}

void TrainingState::restoreShared(const StateArchive& archive) {
    restoreNetwork(archive.part("network"), network);
    random.setStates(nlohmann::json::parse(archive.text("random")).get<std::map<std::string, std::string>>());
    flops.setTotal(archive.number("training_flops"));
}

void TrainingState::takeOver(const StateArchive& archive, bool sameMethod) {
    restoreShared(archive);
    // The optimizer begins anew with every task.
    if (sameMethod) method->takeOver(archive.part("method"));
    chargeMethod();
}

void TrainingState::restore(const StateArchive& archive) {
    restoreShared(archive);
    method->restore(archive.part("method"));
    optimizer.restore(archive.part("optimizer"), learnable());
    chargeMethod();
}

std::vector<NamedTensor> TrainingState::learnable() const {
    std::vector<NamedTensor> all = network.parameters();
    for (std::size_t stage = 0; stage < network.stageCount(); ++stage) {
        for (NamedTensor& own : method->ownParameters(stage)) all.push_back(std::move(own));
    }
    return all;
}

void TrainingState::chargeMethod() {
    if (!ledger_) return;
    TensorFile listing;
    StateArchive archive(listing, "");
    method->save(archive);
    for (const auto& [name, tensor] : listing.tensors) {
        const bool replayed = name.starts_with("buffer/");
        ledger_->retag(tensor, replayed ? MemoryCategory::ReplayBuffer : MemoryCategory::MethodState);
    }
}

} // namespace lightcl
