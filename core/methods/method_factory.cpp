#include "methods/method_factory.h"

#include "base/error.h"
#include "methods/experience_replay.h"
#include "methods/joint.h"
#include "methods/light_cl.h"
#include "methods/sgd.h"
#include "spec/settings.h"

#include <fmt/format.h>
#include <functional>
#include <map>

namespace lightcl {

namespace {

struct Ingredients {
    const Parameters& parameters;
    const NetworkSpec& network;
    OutputMask mask;
    std::int64_t batchSize;
};

using Maker = std::function<std::unique_ptr<Method>(const Ingredients&)>;

std::unique_ptr<Method> makeExperienceReplay(const Ingredients& in) {
    const std::int64_t replaySize = in.parameters.integer("replay_size");
    const ExperienceReplay::Settings settings{in.parameters.integer("buffer_size"),
                                              replaySize > 0 ? replaySize : in.batchSize};
    return std::make_unique<ExperienceReplay>(settings, in.mask);
}

std::unique_ptr<Method> makeLightCl(const Ingredients& in) {
    LightCl::Settings settings;
    const std::string& stage = in.parameters.text("first_trainable_stage");
    settings.firstTrainableStage = stage.empty() ? in.network.stages.size() - 2 : in.network.stageIndex(stage);
    settings.memorySamples = in.parameters.integer("memory_samples");
    settings.channelRatio = in.parameters.number("channel_ratio");
    settings.beta = in.parameters.number("beta");
    const bool drifting = in.parameters.text("frozen_batch_norm") == "train";
    settings.frozenNorm = drifting ? NormMode::Training : NormMode::Evaluation;
    return std::make_unique<LightCl>(settings);
}

const std::map<std::string, Maker>& makers() {
    static const std::map<std::string, Maker> all = {
        {"sgd", [](const Ingredients& in) { return std::make_unique<Sgd>(in.mask); }},
        {"joint", [](const Ingredients& in) { return std::make_unique<Joint>(in.mask); }},
        {"er", makeExperienceReplay},
        {"lightcl", makeLightCl},
    };
    return all;
}

} // namespace

std::unique_ptr<Method> makeMethod(const RunSpec& run, const NetworkSpec& network, const Scenario& scenario) {
    const auto maker = makers().find(run.method.name);
    if (maker == makers().end())
        throw Error(fmt::format("method {} is in the catalog but not in the engine", run.method.name));
    const bool taskAware = run.scenario.text("kind") == "task-incremental";
    const OutputMask mask = taskAware ? OutputMask(scenario.sameTask()) : OutputMask();
    return maker->second({run.method.parameters, network, mask, trainingSettings(run.training).batchSize});
}

} // namespace lightcl
