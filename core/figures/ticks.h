#pragma once

#include <string>
#include <vector>

namespace lightcl {

/// Round values (1, 2 or 5 times a power of ten apart) from 0 to at least `maximum`, about `count` of them; at least
/// two.
std::vector<double> niceTicks(double maximum, int count);

/// Round values in the range, whichever of 1, 2 and 5 times a power of ten apart come nearest to `count` of them.
std::vector<double> ticksWithin(double lower, double upper, int count);

/// A tick's text with no more decimals than the distance of ticks needs.
std::string tickText(double value, double step);

} // namespace lightcl
