#pragma once

#include "figures/layer_grid.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// From which value to which grids are coloured, and how; made from the metric's scale and the grids' values.
struct ColorScale {
    bool logarithmic = false;
    bool diverging = false; ///< as far below zero as above it
    double lower = 0;
    double upper = 1;
    /// Zero (and less) has a colour of its own, kZeroRgb: on a logarithmic scale, or when nothing else was measured.
    bool marksZeros = false;
    bool allZero = false; ///< every value is zero: there is no scale to show
    /// Values lie beyond the ends and have the ends' colours: of a scale that was fixed or cut.
    bool cutsLower = false;
    bool cutsUpper = false;

    /// Whether the value has the zeros' colour.
    [[nodiscard]] bool isZero(double value) const { return value <= 0 && (logarithmic || allZero); }
    /// In [0,1].
    [[nodiscard]] double position(double value) const;
    bool operator==(const ColorScale&) const = default;
};

/// What a reader may ask of a scale: what the values and the metric give; two numbers; or the values' quantiles at
/// `cut` and 1 - `cut`, so that a few outliers do not take the colours of all others.
struct ScaleChoice {
    enum class Kind { Automatic, Fixed, Quantiles };
    Kind kind = Kind::Automatic;
    double lower = 0; ///< Fixed; numbers that are no range (upper <= lower) count as Automatic
    double upper = 1;
    double cut = 0.05; ///< Quantiles, in (0, 0.5)
    bool operator==(const ScaleChoice&) const = default;
};

/// One scale for all of the grids. `logarithmic` is the reader's wish; it counts for metrics whose own scale is
/// logarithmic, and not where the scale is fixed to begin at zero or below.
ColorScale colorScale(const std::vector<const LayerGrid*>& grids, const MetricScale& scale, bool logarithmic,
                      const ScaleChoice& choice = {});
ColorScale colorScale(const LayerGrid& grid, const MetricScale& scale, bool logarithmic,
                      const ScaleChoice& choice = {});

/// A scale for differences: from -m to m, where m is the largest magnitude, the magnitudes' quantile at 1 - `cut`, or
/// the larger magnitude of the two fixed numbers.
ColorScale differenceScale(const LayerGrid& differences, const ScaleChoice& choice = {});

/// The value below which the share `q` of the values lies, linear between the two nearest (the definition 7 of Hyndman
/// and Fan 1996). `sorted` ascends and is not empty.
double quantileOf(const std::vector<double>& sorted, double q);

/// Told apart from every colour of the palettes, from paper and from a dark window.
inline constexpr std::uint32_t kZeroRgb = 0x9A9A9A;
/// The two colours of a metric that is 0 or 1.
inline constexpr std::array<std::uint32_t, 2> kYesNoRgb = {0xE8D48A, 0x2F5D9E};

/// The title of a figure of a run's grids, side by side on logarithmic scales where the metrics have such, and its
/// caption: each metric's definition, and what the greys mean.
inline constexpr const char* kLayerMetricsTitle = "Layer metrics";
std::string layerMetricsCaption(const std::vector<LayerGrid>& grids);

} // namespace lightcl
