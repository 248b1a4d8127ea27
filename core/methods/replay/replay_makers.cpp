#include "base/error.h"
#include "methods/makers.h"
#include "methods/replay/a_gem.h"
#include "methods/replay/dark_experience_replay.h"
#include "methods/replay/er_ace.h"
#include "methods/replay/experience_replay.h"
#include "methods/replay/fdr.h"
#include "methods/replay/gdumb.h"
#include "methods/replay/icarl.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

/// buffer_size, which has to hold at least one sample of each of `groups` things.
std::int64_t sharedBufferSize(const Ingredients& in, const char* method, std::int64_t groups, const char* things) {
    const std::int64_t size = in.parameters.integer("buffer_size");
    if (size >= groups) return size;
    throw InputError(fmt::format("method.{}.buffer_size: expected at least {} (a sample for each of the {} {}), got {}",
                                 method, groups, groups, things, size));
}

std::unique_ptr<Method> experienceReplay(const Ingredients& in) {
    const ExperienceReplay::Settings settings{in.parameters.integer("buffer_size"), replaySizeOf(in)};
    return std::make_unique<ExperienceReplay>(settings, in.mask);
}

std::unique_ptr<Method> darkExperienceReplay(const Ingredients& in) {
    DarkExperienceReplay::Settings settings;
    settings.bufferSize = in.parameters.integer("buffer_size");
    settings.replaySize = replaySizeOf(in);
    settings.alpha = in.parameters.number("alpha");
    if (in.parameters.contains("beta")) settings.beta = in.parameters.number("beta");
    settings.outputs = outputTypeOf(in);
    return std::make_unique<DarkExperienceReplay>(settings, in.mask);
}

std::unique_ptr<Method> erAce(const Ingredients& in) {
    ErAce::Settings settings;
    settings.bufferSize = in.parameters.integer("buffer_size");
    settings.replaySize = replaySizeOf(in);
    settings.authorsCode = in.parameters.text("outputs") == "authors-code";
    return std::make_unique<ErAce>(settings, in.mask);
}

std::unique_ptr<Method> fdr(const Ingredients& in) {
    Fdr::Settings settings;
    settings.bufferSize = sharedBufferSize(in, "fdr", in.scenario.taskCount(), "tasks");
    settings.replaySize = replaySizeOf(in);
    settings.alpha = in.parameters.number("alpha");
    settings.outputs = outputTypeOf(in);
    return std::make_unique<Fdr>(settings, in.mask);
}

std::unique_ptr<Method> aGem(const Ingredients& in) {
    AGem::Settings settings;
    settings.bufferSize = sharedBufferSize(in, "a-gem", in.scenario.taskCount(), "tasks");
    settings.replaySize = replaySizeOf(in);
    settings.oneBatchATask = in.parameters.text("filling") == "batch";
    return std::make_unique<AGem>(settings, in.mask);
}

std::unique_ptr<Method> gdumb(const Ingredients& in) {
    GDumb::Settings settings;
    settings.bufferSize = in.parameters.integer("buffer_size");
    settings.replaySize = replaySizeOf(in);
    settings.fitEpochs = in.parameters.integer("fit_epochs");
    settings.maxLearningRate = in.parameters.number("max_learning_rate");
    settings.minLearningRate = in.parameters.number("min_learning_rate");
    settings.lastTaskOnly = in.parameters.text("fit") == "last-task";
    if (settings.minLearningRate <= settings.maxLearningRate) return std::make_unique<GDumb>(settings, in.mask);
    throw InputError(fmt::format("method.gdumb.min_learning_rate: expected at most max_learning_rate ({}), got {}",
                                 settings.maxLearningRate, settings.minLearningRate));
}

std::unique_ptr<Method> iCarl(const Ingredients& in) {
    ICarl::Settings settings;
    settings.bufferSize = sharedBufferSize(in, "icarl", in.scenario.classCount(), "classes");
    settings.replaySize = replaySizeOf(in);
    settings.rehearsal = in.parameters.text("rehearsal") == "draw" ? ICarl::Rehearsal::Draw : ICarl::Rehearsal::Union;
    settings.normalise = in.parameters.flag("normalise");
    return std::make_unique<ICarl>(settings);
}

} // namespace

Makers replayMakers() {
    return {{"er", experienceReplay},
            {"der", darkExperienceReplay},
            {"der++", darkExperienceReplay},
            {"er-ace", erAce},
            {"fdr", fdr},
            {"a-gem", aGem},
            {"gdumb", gdumb},
            {"icarl", iCarl}};
}

} // namespace lightcl
