#include "methods/method_factory.h"

#include "base/error.h"
#include "methods/baselines.h"
#include "methods/lightcl/latent_replay.h"
#include "methods/lightcl/light_cl.h"
#include "methods/regularisation/learning_without_forgetting.h"
#include "methods/regularisation/memory_aware_synapses.h"
#include "methods/regularisation/online_ewc.h"
#include "methods/regularisation/synaptic_intelligence.h"
#include "methods/replay/a_gem.h"
#include "methods/replay/dark_experience_replay.h"
#include "methods/replay/er_ace.h"
#include "methods/replay/experience_replay.h"
#include "methods/replay/fdr.h"
#include "methods/replay/gdumb.h"
#include "methods/replay/icarl.h"
#include "methods/structure/progressive_network.h"
#include "methods/structure/spar_cl.h"

#include <fmt/format.h>

namespace lightcl {

const std::map<std::string, Maker>& methodMakers() {
    static const std::map<std::string, Maker> makers = {
        {"sgd", [](const Ingredients& in) -> std::unique_ptr<Method> { return std::make_unique<Sgd>(in.mask); }},
        {"joint", [](const Ingredients& in) -> std::unique_ptr<Method> { return std::make_unique<Joint>(in.mask); }},
        {"er", ExperienceReplay::make},
        {"der", DarkExperienceReplay::make},
        {"der++", DarkExperienceReplay::make},
        {"er-ace", ErAce::make},
        {"fdr", Fdr::make},
        {"a-gem", AGem::make},
        {"gdumb", GDumb::make},
        {"icarl", ICarl::make},
        {"ewc", OnlineEwc::make},
        {"si", SynapticIntelligence::make},
        {"mas", MemoryAwareSynapses::make},
        {"lwf", LearningWithoutForgetting::make},
        {"sparcl-er", SparCl::makeEr},
        {"sparcl-der++", SparCl::makeDerPlusPlus},
        {"pnn", ProgressiveNetwork::make},
        // Dense and sparse: the network that a sparse run trains is pruned before its method is made.
        {"lightcl", LightCl::make},
        {"lightcl-sparse", LightCl::make},
        {"latent-replay", LatentReplay::make}};
    return makers;
}

std::unique_ptr<Method> makeMethod(const RunSpec& run, const NetworkSpec& network, const Scenario& scenario) {
    const auto maker = methodMakers().find(run.method.name);
    if (maker == methodMakers().end()) {
        throw Error(fmt::format("method {} is in the catalog but not in the engine", run.method.name));
    }
    const bool taskAware = run.scenario.text("kind") == "task-incremental";
    const OutputMask mask = taskAware ? OutputMask(scenario.sameTask()) : OutputMask();
    const TrainingSettings training = trainingSettings(run.training);
    return maker->second({run.method.parameters, network, scenario, mask, training, taskAware});
}

} // namespace lightcl
