#pragma once

#include "base/value.h"

#include <cstdint>

namespace lightcl {

// The settings of methods that hold weights near anchors, typed: engine and cost model read them alike. Ranges are the
// catalog's.

/// Of online EWC.
struct EwcSettings {
    double lambda = 90;
    double gamma = 1;
    std::int64_t fisherSamples = 0; ///< of each task; 0: all
    std::int64_t gradientRows = 1;
    bool modelLabels = false;
    bool weighted = false;
};

struct SiSettings {
    double c = 1;
    double xi = 0.1;
    double clip = 0; ///< 0: not
    bool wholeGradient = false;
    bool nonNegative = true;
};

struct MasSettings {
    double lambda = 1;
    std::int64_t importanceSamples = 0; ///< of each task; 0: all
    std::int64_t gradientRows = 1;
};

EwcSettings ewcSettings(const Parameters& method);
SiSettings siSettings(const Parameters& method);
MasSettings masSettings(const Parameters& method);

} // namespace lightcl
