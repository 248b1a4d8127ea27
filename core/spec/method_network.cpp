#include "spec/method_network.h"

#include "backbones/backbones.h"
#include "base/error.h"
#include "spec/dataset_of.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lightcl {

namespace {

std::vector<std::string> placesOf(const NetworkSpec& network) {
    std::vector<std::string> places;
    for (std::size_t index = 0; index + 1 < network.stages.size(); ++index) {
        places.push_back(network.stages[index].name);
        for (const BlockSpec& block : network.stages[index].blocks) {
            if (!block.name.empty()) places.push_back(block.name);
        }
    }
    return places;
}

/// "layer4=0.8": a place of the network and its share.
std::pair<std::string, double> parsedShare(std::string_view entry, const std::vector<std::string>& places) {
    const std::size_t equals = std::min(entry.find('='), entry.size());
    const std::string place(entry.substr(0, equals));
    const std::string_view number = entry.substr(std::min(entry.size(), equals + 1));
    double share = -1;
    const char* last = number.data() + number.size();
    const auto [end, error] = std::from_chars(number.data(), last, share);
    const bool isShare = error == std::errc{} && end == last && share >= 0 && share < 1;
    if (isShare && std::find(places.begin(), places.end(), place) != places.end()) return {place, share};
    throw InputError(fmt::format("expected PLACE=SHARE with a share from 0 to below 1 and a place of {}, got \"{}\"",
                                 fmt::join(places, ", "), entry));
}

void readPlaces(std::string_view text, const NetworkSpec& network, Sparsities& sparsities) {
    const std::vector<std::string> places = placesOf(network);
    constexpr auto kBetween = ", \t";
    while (true) {
        text.remove_prefix(std::min(text.find_first_not_of(kBetween), text.size()));
        if (text.empty()) return;
        const std::string_view entry = text.substr(0, text.find_first_of(kBetween));
        const auto [place, share] = parsedShare(entry, places);
        sparsities.places[place] = share;
        text.remove_prefix(entry.size());
    }
}

} // namespace

NetworkSpec networkOf(const RunSpec& run) {
    return networkOf(run, datasetOf(run.scenario));
}

NetworkSpec networkOf(const RunSpec& run, const DatasetInfo& dataset) {
    const NetworkSpec full = describeNetwork(run.network, dataset.input, dataset.classes);
    const auto plan = channelPlanOf(run.method.parameters, full);
    return plan ? pruned(full, *plan) : full;
}

NetworkSpec fullNetworkOf(const RunSpec& run) {
    RunSpec withoutMethod = run;
    withoutMethod.method = {};
    return networkOf(withoutMethod);
}

std::optional<ChannelPlan> channelPlanOf(const Parameters& method, const NetworkSpec& full) {
    if (!method.contains("sparsity_preset")) return std::nullopt;
    const bool uniform = method.text("sparsity_preset") == "uniform";
    Sparsities sparsities = uniform ? Sparsities{method.number("sparsity"), {}} : paperSparsities(full);
    readPlaces(method.text("stage_sparsities"), full, sparsities);
    return planChannels(full, sparsities);
}

std::optional<std::size_t> firstTrainableStageOf(const Parameters& method, const NetworkSpec& network) {
    const std::string& stage = method.text("first_trainable_stage");
    if (stage.empty()) return network.stages.size() - 2;
    if (stage == "auto" && method.contains("generalizability_threshold")) return std::nullopt;
    return network.stageIndex(stage);
}

} // namespace lightcl
