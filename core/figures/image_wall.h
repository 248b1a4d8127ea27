#pragma once

#include <cstddef>
#include <vector>

namespace lightcl {

/// How square pictures in groups fill a page: each group begins a new line, all pictures are equally large.
struct ImageWall {
    double size = 0;            ///< of a picture
    std::size_t perLine = 0;    ///< pictures
    std::vector<int> firstLine; ///< of each group
    int lines = 0;
    bool fits = false; ///< all lines are on the page
};

/// As large as fits, between `smallest` and `largest`, on a page so wide and high. A group without pictures takes a
/// line.
ImageWall imageWall(const std::vector<std::size_t>& groups, double width, double height, double smallest,
                    double largest);

} // namespace lightcl
