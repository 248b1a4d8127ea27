#include "compare/student_t.h"

#include <cmath>

namespace lightcl {

namespace {

/// The continued fraction of the incomplete beta function (DLMF 8.17.22), evaluated by Lentz's method; it converges
/// quickly for x < (a + 1) / (a + b + 2).
double betaFraction(double x, double a, double b) {
    constexpr double tiny = 1e-300;
    constexpr int mostTerms = 500;
    const auto away = [](double value) { return std::abs(value) < tiny ? tiny : value; };
    double c = 1;
    double d = 1 / away(1 - (a + b) * x / (a + 1));
    double fraction = d;
    for (int m = 1; m <= mostTerms; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / away(1 + even * d);
        c = away(1 + even / c);
        fraction *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / away(1 + odd * d);
        c = away(1 + odd / c);
        const double step = d * c;
        fraction *= step;
        if (std::abs(step - 1) < 1e-15) break;
    }
    return fraction;
}

double regularisedBeta(double x, double a, double b) {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    const double front =
        std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
    return x < (a + 1) / (a + b + 2) ? front * betaFraction(x, a, b) / a : 1 - front * betaFraction(1 - x, b, a) / b;
}

} // namespace

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
