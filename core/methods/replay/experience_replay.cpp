#include "methods/replay/experience_replay.h"

namespace lightcl {

ExperienceReplay::ExperienceReplay(Settings settings, OutputMask mask)
    : MaskedMethod(std::move(mask)), settings_(settings), buffer_(settings.bufferSize) {}

std::unique_ptr<Method> ExperienceReplay::make(const Ingredients& in) {
    return std::make_unique<ExperienceReplay>(replaySettings(in.parameters, in.training.batchSize), in.mask);
}

Samples ExperienceReplay::replay(const Samples& /*stream*/, RandomStreams& random) {
    return buffer_.draw(settings_.replaySize, random["replay"]);
}

void ExperienceReplay::afterStep(const StepRows& rows, RandomStreams& random) {
    buffer_.add(rows.stream, random["reservoir"]);
}

void ExperienceReplay::save(StateArchive& archive) const {
    buffer_.save(archive.part("buffer"));
}

void ExperienceReplay::restore(const StateArchive& archive) {
    buffer_.restore(archive.part("buffer"));
}

} // namespace lightcl
