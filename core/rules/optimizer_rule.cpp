#include "rules/optimizer_rule.h"

#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

constexpr double kPi = 3.14159265358979323846;

OptimizerKind kindNamed(const std::string& name) {
    return name == "adam" ? OptimizerKind::Adam : name == "adamw" ? OptimizerKind::AdamW : OptimizerKind::Sgd;
}

RateSchedule scheduleNamed(const std::string& name) {
    return name == "cosine" ? RateSchedule::Cosine : name == "step" ? RateSchedule::Step : RateSchedule::Constant;
}

} // namespace

OptimizerSettings optimizerSettings(const Parameters& training) {
    return {.kind = kindNamed(training.text("optimizer")),
            .learningRate = training.number("learning_rate"),
            .momentum = training.number("momentum"),
            .weightDecay = training.number("weight_decay"),
            .schedule = scheduleNamed(training.text("schedule")),
            .decayEpochs = training.integers("decay_epochs"),
            .decayFactor = training.number("decay_factor"),
            .warmUpEpochs = training.number("warm_up_epochs")};
}

std::int64_t optimizerValues(const OptimizerSettings& settings) {
    if (settings.kind != OptimizerKind::Sgd) return 2;
    return settings.momentum > 0 ? 1 : 0;
}

double scheduledRate(const OptimizerSettings& settings, double epochs, std::int64_t epoch, std::int64_t step,
                     std::int64_t steps, double spent) {
    const double stepLength = 1.0 / static_cast<double>(steps);
    const double before = static_cast<double>(epoch - 1) + static_cast<double>(step - 1) * stepLength;
    const double warmUp = settings.warmUpEpochs;
    if (before < warmUp) return settings.learningRate * std::min(1.0, (before + stepLength) / warmUp);
    switch (settings.schedule) {
    case RateSchedule::Cosine:
        return settings.learningRate *
               (1 + std::cos(std::max(kPi * (before - warmUp) / (epochs - warmUp), kPi * spent))) / 2;
    case RateSchedule::Step: {
        const auto passed = std::count_if(settings.decayEpochs.begin(), settings.decayEpochs.end(),
                                          [&](std::int64_t end) { return end < epoch; });
        return settings.learningRate * std::pow(settings.decayFactor, static_cast<double>(passed));
    }
    case RateSchedule::Constant:
        break;
    }
    return settings.learningRate;
}

} // namespace lightcl
