#include "figures/image_wall.h"

#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

ImageWall wallOf(const std::vector<std::size_t>& groups, double width, double height, double size) {
    ImageWall wall;
    wall.size = size;
    wall.perLine = static_cast<std::size_t>(std::max(1.0, std::floor(width / size)));
    for (const std::size_t pictures : groups) {
        wall.firstLine.push_back(wall.lines);
        wall.lines += static_cast<int>(std::max<std::size_t>(1, (pictures + wall.perLine - 1) / wall.perLine));
    }
    wall.fits = wall.lines * size <= height;
    return wall;
}

} // namespace

ImageWall imageWall(const std::vector<std::size_t>& groups, double width, double height, double smallest,
                    double largest) {
    for (double size = std::floor(largest); size > smallest; size -= 1)
        if (auto wall = wallOf(groups, width, height, size); wall.fits) return wall;
    return wallOf(groups, width, height, smallest);
}

} // namespace lightcl
