#include "base/error.h"
#include "methods/makers.h"
#include "methods/replay/dark_experience_replay.h"
#include "methods/replay/experience_replay.h"
#include "methods/structure/progressive_network.h"
#include "methods/structure/spar_cl.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

void require(bool holds, const std::string& key, const std::string& expectation, double got) {
    if (!holds) throw InputError(fmt::format("{}: expected {}, got {}", key, expectation, got));
}

SparCl::Settings sparClSettings(const Parameters& parameters, const std::string& method) {
    SparCl::Settings settings;
    settings.sparse.weightMasks = parameters.flag("weight_masks");
    settings.sparse.sparsity = parameters.number("sparsity");
    settings.sparse.growBack = parameters.number("grow_back");
    settings.sparse.gradientWeight = parameters.number("gradient_weight");
    settings.sparse.maskInterval = static_cast<int>(parameters.integer("mask_interval"));
    settings.sparse.gradientMasks = parameters.flag("gradient_masks");
    settings.sparse.gradientShare = parameters.number("gradient_share");
    settings.sparse.gradientInterval = parameters.integer("gradient_interval");
    settings.dataRemoval = parameters.flag("data_removal");
    settings.removalShare = parameters.number("removal_share");
    settings.removalEpochs = parameters.integers("removal_epochs");
    const double pruned = settings.sparse.sparsity + settings.sparse.growBack;
    require(pruned < 1, "method." + method + ".grow_back", "sparsity + grow_back below 1", pruned);
    const double removed = settings.removalShare * static_cast<double>(settings.removalEpochs.size());
    require(removed < 1, "method." + method + ".removal_share", "less than all examples dropped by all removals",
            removed);
    return settings;
}

std::unique_ptr<Method> sparClAround(std::unique_ptr<Method> replay, const Ingredients& in, const std::string& method) {
    return std::make_unique<SparCl>(std::move(replay), sparClSettings(in.parameters, method), in.network, in.mask);
}

std::unique_ptr<Method> sparClWithReplay(const Ingredients& in) {
    const ExperienceReplay::Settings replay{in.parameters.integer("buffer_size"), replaySizeOf(in)};
    return sparClAround(std::make_unique<ExperienceReplay>(replay, in.mask), in, "sparcl-er");
}

std::unique_ptr<Method> sparClWithDarkReplay(const Ingredients& in) {
    const DarkExperienceReplay::Settings replay{in.parameters.integer("buffer_size"), replaySizeOf(in),
                                                in.parameters.number("alpha"), in.parameters.number("beta"),
                                                outputTypeOf(in)};
    return sparClAround(std::make_unique<DarkExperienceReplay>(replay, in.mask), in, "sparcl-der++");
}

std::unique_ptr<Method> progressiveNetwork(const Ingredients& in) {
    ProgressiveNetwork::Settings settings;
    const bool linear = in.parameters.text("laterals") == "linear";
    settings.laterals = linear ? LateralAdapters::Kind::Linear : LateralAdapters::Kind::Nonlinear;
    const bool fresh = in.parameters.text("column_start") == "fresh";
    settings.start = fresh ? ProgressiveNetwork::Start::Fresh : ProgressiveNetwork::Start::Copy;
    return std::make_unique<ProgressiveNetwork>(settings, in.mask);
}

} // namespace

Makers structuralMakers() {
    return {{"sparcl-er", sparClWithReplay}, {"sparcl-der++", sparClWithDarkReplay}, {"pnn", progressiveNetwork}};
}

} // namespace lightcl
