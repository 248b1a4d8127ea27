#include "compare/student_t.h"

#include "compare/distributions.h"

namespace lightcl {

double studentT(double t, double degrees) {
    const double tails = regularisedBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
    return t < 0 ? tails / 2 : 1 - tails / 2;
}

double studentQuantile(double probability, double degrees) {
    if (probability < 0.5) return -studentQuantile(1 - probability, degrees);
    double low = 0;
    double high = 1;
    while (studentT(high, degrees) < probability) high *= 2;
    for (int halving = 0; halving < 200 && high - low > 1e-14 * high; ++halving) {
        const double middle = (low + high) / 2;
        (studentT(middle, degrees) < probability ? low : high) = middle;
    }
    return (low + high) / 2;
}

} // namespace lightcl
