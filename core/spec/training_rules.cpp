#include "spec/training_rules.h"

#include "rules/optimizer_rule.h"
#include "spec/section_check.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

void checkTraining(const Parameters& training, const RawSection& section, const std::string& path) {
    const OptimizerSettings settings = optimizerSettings(training);
    if (settings.kind != OptimizerKind::Sgd && settings.momentum > 0)
        throw specError(originOf(section, "momentum"), path + ".momentum",
                        fmt::format("expected 0 with optimizer = \"{}\", which has two momenta of its own, got {}",
                                    training.text("optimizer"), settings.momentum));
    const std::int64_t epochs = training.integer("epochs");
    if (settings.warmUpEpochs > static_cast<double>(epochs))
        throw specError(
            originOf(section, "warm_up_epochs"), path + ".warm_up_epochs",
            fmt::format("expected at most {}, the epochs of a task, got {}", epochs, settings.warmUpEpochs));
}

} // namespace

void checkTrainingRules(const ExperimentSpec& experiment, const RawSpec& raw) {
    for (std::size_t i = 0; i < experiment.methods.size(); ++i) {
        const MethodSpec& method = experiment.methods[i];
        if (method.trainingOverrides.empty()) {
            checkTraining(experiment.training, raw.training, "training");
            continue;
        }
        ofMethod(i, [&] {
            checkTraining(experiment.training.overlaidWith(method.trainingOverrides), raw.methods[i],
                          "method." + method.name);
        });
    }
    if (!experiment.pretraining.empty() && raw.pretraining)
        checkTraining(experiment.training.overlaidWith(experiment.pretraining), *raw.pretraining, "pretraining");
}

} // namespace lightcl
