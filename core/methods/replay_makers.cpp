#include "methods/experience_replay.h"
#include "methods/makers.h"

namespace lightcl {

namespace {

std::unique_ptr<Method> experienceReplay(const Ingredients& in) {
    const ExperienceReplay::Settings settings{in.parameters.integer("buffer_size"), replaySizeOf(in)};
    return std::make_unique<ExperienceReplay>(settings, in.mask);
}

} // namespace

Makers replayMakers() {
    return {{"er", experienceReplay}};
}

} // namespace lightcl
