#include "compare/distributions.h"

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

/// P(a, x) by the series of DLMF 8.7.1, which converges quickly for x < a + 1.
double lowerGammaSeries(double a, double x) {
    constexpr int mostTerms = 10'000;
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n <= mostTerms && term > 1e-17 * sum; ++n) {
        term *= x / (a + n);
        sum += term;
    }
    return sum * std::exp(a * std::log(x) - x - std::lgamma(a));
}

/// Q(a, x) by the continued fraction of DLMF 8.9.2 in its even form, by Lentz's method, for x >= a + 1.
double upperGammaFraction(double a, double x) {
    constexpr double tiny = 1e-300;
    constexpr int mostTerms = 10'000;
    const auto away = [](double value) { return std::abs(value) < tiny ? tiny : value; };
    double b = x + 1 - a;
    double c = 1 / tiny;
    double d = 1 / away(b);
    double fraction = d;
    for (int n = 1; n <= mostTerms; ++n) {
        const double above = -n * (n - a);
        b += 2;
        d = 1 / away(above * d + b);
        c = away(b + above / c);
        const double step = c * d;
        fraction *= step;
        if (std::abs(step - 1) < 1e-15) break;
    }
    return fraction * std::exp(a * std::log(x) - x - std::lgamma(a));
}

} // namespace

double regularisedBeta(double x, double a, double b) {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    const double front =
        std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
    return x < (a + 1) / (a + b + 2) ? front * betaFraction(x, a, b) / a : 1 - front * betaFraction(1 - x, b, a) / b;
}

double chiSquareTail(double x, double degrees) {
    if (x <= 0) return 1;
    const double a = degrees / 2;
    return x / 2 < a + 1 ? 1 - lowerGammaSeries(a, x / 2) : upperGammaFraction(a, x / 2);
}

double fTail(double f, double degreesAbove, double degreesBelow) {
    if (f <= 0) return 1;
    return regularisedBeta(degreesBelow / (degreesBelow + degreesAbove * f), degreesBelow / 2, degreesAbove / 2);
}

} // namespace lightcl
