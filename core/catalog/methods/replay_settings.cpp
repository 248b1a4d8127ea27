#include "catalog/methods/replay_settings.h"

namespace lightcl {

namespace {

template <typename Settings>
Settings withBuffer(const Parameters& method, std::int64_t batchSize) {
    Settings settings;
    settings.bufferSize = method.integer("buffer_size");
    const std::int64_t wanted = method.integer("replay_size");
    settings.replaySize = wanted > 0 ? wanted : batchSize;
    return settings;
}

} // namespace

ReplaySettings replaySettings(const Parameters& method, std::int64_t batchSize) {
    return withBuffer<ReplaySettings>(method, batchSize);
}

ErAceSettings erAceSettings(const Parameters& method, std::int64_t batchSize) {
    auto settings = withBuffer<ErAceSettings>(method, batchSize);
    settings.authorsCode = method.text("outputs") == "authors-code";
    return settings;
}

DarkReplaySettings darkReplaySettings(const Parameters& method, std::int64_t batchSize) {
    auto settings = withBuffer<DarkReplaySettings>(method, batchSize);
    settings.alpha = method.number("alpha");
    if (method.contains("beta")) settings.beta = method.number("beta");
    settings.outputs = storedPrecision(method.text("output_precision"));
    return settings;
}

FdrSettings fdrSettings(const Parameters& method, std::int64_t batchSize) {
    auto settings = withBuffer<FdrSettings>(method, batchSize);
    settings.alpha = method.number("alpha");
    settings.outputs = storedPrecision(method.text("output_precision"));
    return settings;
}

AGemSettings aGemSettings(const Parameters& method, std::int64_t batchSize) {
    auto settings = withBuffer<AGemSettings>(method, batchSize);
    settings.oneBatchATask = method.text("filling") == "batch";
    return settings;
}

GDumbSettings gDumbSettings(const Parameters& method, std::int64_t batchSize) {
    auto settings = withBuffer<GDumbSettings>(method, batchSize);
    settings.fitEpochs = method.integer("fit_epochs");
    settings.maxLearningRate = method.number("max_learning_rate");
    settings.minLearningRate = method.number("min_learning_rate");
    settings.lastTaskOnly = method.text("fit") == "last-task";
    return settings;
}

ICarlSettings iCarlSettings(const Parameters& method, std::int64_t batchSize) {
    auto settings = withBuffer<ICarlSettings>(method, batchSize);
    if (method.text("rehearsal") == "draw") settings.rehearsal = ICarlSettings::Rehearsal::Draw;
    settings.normalise = method.flag("normalise");
    return settings;
}

} // namespace lightcl
