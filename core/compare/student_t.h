#pragma once

namespace lightcl {

/// P(T <= t) of Student's t with `degrees` > 0 degrees of freedom, through the regularised incomplete beta function
/// I_x(a, b) with x = degrees / (degrees + t²) (DLMF 8.17.2 and its continued fraction 8.17.22).
double studentT(double t, double degrees);

/// The t with P(T <= t) = probability, 0 < probability < 1.
double studentQuantile(double probability, double degrees);

} // namespace lightcl
