#include "catalog/methods/structure_settings.h"

namespace lightcl {

SparClSettings sparClSettings(const Parameters& method) {
    SparClSettings settings;
    settings.sparse.weightMasks = method.flag("weight_masks");
    settings.sparse.sparsity = method.number("sparsity");
    settings.sparse.growBack = method.number("grow_back");
    settings.sparse.gradientWeight = method.number("gradient_weight");
    settings.sparse.maskInterval = static_cast<int>(method.integer("mask_interval"));
    settings.sparse.gradientMasks = method.flag("gradient_masks");
    settings.sparse.gradientShare = method.number("gradient_share");
    settings.sparse.gradientInterval = method.integer("gradient_interval");
    settings.dataRemoval = method.flag("data_removal");
    settings.removalShare = method.number("removal_share");
    settings.removalEpochs = method.integers("removal_epochs");
    return settings;
}

PnnSettings pnnSettings(const Parameters& method) {
    PnnSettings settings;
    if (method.text("laterals") == "nonlinear") settings.laterals = Laterals::Nonlinear;
    if (method.text("column_start") == "copy") settings.start = PnnSettings::Start::Copy;
    return settings;
}

} // namespace lightcl
