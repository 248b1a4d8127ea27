#pragma once

#include "base/value.h"
#include "rules/progressive_columns.h"

#include <cstdint>
#include <vector>

namespace lightcl {

// The settings of methods that change which weights exist or are trained, typed: engine and cost model read them alike.
// Ranges are the catalog's.

/// SparCL's masks over weights and gradients.
struct SparseSettings {
    bool weightMasks = true;
    double sparsity = 0.75;
    double growBack = 0.01;
    double gradientWeight = 0.5;
    int maskInterval = 5; ///< epochs
    bool gradientMasks = true;
    double gradientShare = 0.2;
    std::int64_t gradientInterval = 30; ///< steps
};

/// What SparCL adds to the method it is built on.
struct SparClSettings {
    SparseSettings sparse;
    bool dataRemoval = true;
    double removalShare = 0.075;
    std::vector<std::int64_t> removalEpochs = {5, 10, 15, 20};
};

struct PnnSettings {
    enum class Start {
        Fresh, ///< as the first column: drawn weights, or the pretrained ones where the run has such
        Copy   ///< from the column before
    };

    Laterals laterals = Laterals::Linear;
    Start start = Start::Fresh;
};

SparClSettings sparClSettings(const Parameters& method);
PnnSettings pnnSettings(const Parameters& method);

} // namespace lightcl
