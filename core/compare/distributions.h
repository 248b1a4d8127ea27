#pragma once

namespace lightcl {

/// The regularised incomplete beta function I_x(a, b) for a, b > 0; 0 and 1 beyond x in [0,1] (DLMF 8.17.2 and its
/// continued fraction 8.17.22).
double regularisedBeta(double x, double a, double b);

/// P(X >= x) of chi-square with `degrees` > 0 degrees of freedom: the regularised upper incomplete gamma function
/// Q(degrees / 2, x / 2) (DLMF 8.2.4, by the series 8.7.1 or the continued fraction 8.9.2).
double chiSquareTail(double x, double degrees);

/// P(X >= f) of Fisher's F with that many degrees of freedom, both > 0 (DLMF 8.17; I_x(b / 2, a / 2) with
/// x = b / (b + a f)).
double fTail(double f, double degreesAbove, double degreesBelow);

} // namespace lightcl
