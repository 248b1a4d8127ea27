#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace lightcl {

/// A critical-difference diagram as it is laid out (Demšar 2006, JMLR 7, fig. 1; with cliques as in Ismail Fawaz et al.
/// 2019): an axis of mean ranks whose best end is at the right, below it bars that join groups which are not told
/// apart, and below these the names, the better half at the right, each joined to its place on the axis by a leader.
/// The outer ranks have the upper rows, so that no leader crosses another.
struct RankDiagram {
    struct Name {
        std::string text;
        double rank = 0;
        bool right = false;  ///< on which side the name stands
        std::size_t row = 0; ///< from above
    };
    struct Bar {
        double best = 0; ///< mean ranks
        double worst = 0;
        std::size_t level = 0; ///< from above; bars of one level do not touch
    };

    std::string title; ///< of the axis
    int low = 1;       ///< the axis' ends, whole ranks
    int high = 2;
    std::vector<Name> names; ///< the best first
    std::vector<Bar> bars;
    std::size_t rows = 0; ///< of names, on the longer side
    std::size_t levels = 0;
};

/// `groups`: names and mean ranks, the best first; `cliques`: first and last of those that a bar joins.
RankDiagram rankDiagram(std::string title, const std::vector<std::pair<std::string, double>>& groups,
                        const std::vector<std::pair<std::size_t, std::size_t>>& cliques);

} // namespace lightcl
