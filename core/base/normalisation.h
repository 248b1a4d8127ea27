#pragma once

#include <string>
#include <vector>

namespace lightcl {

/// How a network's inputs are shifted and scaled: channel c's brightness x in [0,1] becomes (x - mean[c]) /
/// deviation[c]. Without entries it stays in [0,1].
struct Normalisation {
    std::vector<double> mean;
    std::vector<double> deviation; ///< above 0, as many

    [[nodiscard]] bool any() const { return !mean.empty(); }
    bool operator==(const Normalisation&) const = default;
};

/// As a spec would give it, with all its digits: none, or [[mean…], [deviation…]]. Two that are alike have one text.
std::string toText(const Normalisation& normalisation);

} // namespace lightcl
