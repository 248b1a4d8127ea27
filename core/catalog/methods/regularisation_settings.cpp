#include "catalog/methods/regularisation_settings.h"

namespace lightcl {

EwcSettings ewcSettings(const Parameters& method) {
    EwcSettings settings;
    settings.lambda = method.number("lambda");
    settings.gamma = method.number("gamma");
    settings.fisherSamples = method.integer("fisher_samples");
    settings.gradientRows = method.integer("gradient_rows");
    settings.modelLabels = method.text("fisher_labels") == "model";
    settings.weighted = method.flag("weighted_fisher");
    return settings;
}

SiSettings siSettings(const Parameters& method) {
    SiSettings settings;
    settings.c = method.number("c");
    settings.xi = method.number("xi");
    settings.clip = method.number("clip");
    settings.wholeGradient = method.text("path_gradient") == "whole";
    settings.nonNegative = method.flag("nonnegative");
    return settings;
}

MasSettings masSettings(const Parameters& method) {
    MasSettings settings;
    settings.lambda = method.number("lambda");
    settings.importanceSamples = method.integer("importance_samples");
    settings.gradientRows = method.integer("gradient_rows");
    return settings;
}

} // namespace lightcl
