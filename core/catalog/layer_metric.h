#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace lightcl {

/// From where to where a metric's values are coloured, and how.
struct MetricScale {
    bool logarithmic = false;    ///< by default; zero has no place on it and a colour of its own
    std::optional<double> lower; ///< absent: the smallest value (linear from 0 when no end is fixed)
    std::optional<double> upper; ///< absent: the largest value
    bool operator==(const MetricScale&) const = default;
};

inline constexpr MetricScale kOpenScale{true, std::nullopt, std::nullopt};
inline constexpr MetricScale kShareScale{false, 0.0, 1.0};
inline constexpr MetricScale kSimilarityScale{false, std::nullopt, 1.0}; ///< close to 1 throughout: from the smallest

/// What is measured of each layer (the first two are named by LightCL, arXiv 2407.10545; their formulas and that of
/// generalizability are ours): the one list that the probe, the window, the reports and docs/metrics.md agree on.
struct LayerMetric {
    std::string_view name;  ///< in the store: "learning_plasticity"
    std::string_view title; ///< "Learning plasticity"
    /// The formula in words, one line. W: the layer's weights, L: the cross-entropy over the classes seen so far;
    /// "features" are those of an earlier task's probe images.
    std::string_view definition;
    std::string_view source; ///< whose name and whose formula it is, one line
    MetricScale scale;
    std::uint32_t color;                     ///< of its curve in a layer's history, 0xRRGGBB
    bool inReports = false;                  ///< drawn in a report's figure of the layers
    std::array<std::string_view, 2> words{}; ///< of a metric that is 0 or 1: what these mean; else empty

    /// Whether it is a share or a similarity: it never exceeds 1, which means "all", "the same".
    [[nodiscard]] constexpr bool endsAtOne() const { return scale.upper == 1; }
    [[nodiscard]] constexpr bool isYesNo() const { return !words[1].empty(); }
};

inline constexpr std::string_view kOurFormula = "named by LightCL (arXiv 2407.10545), formula ours";
inline constexpr std::string_view kUsualFormula = "the usual norm";

inline constexpr std::array kLayerMetrics = {
    LayerMetric{"learning_plasticity", "Learning plasticity",
                "|dL/dW| / |W| of the task's probe batches: how strongly the task asks the layer to change",
                kOurFormula, kOpenScale, 0xE69F00, true},
    LayerMetric{"memory_stability", "Memory stability",
                "1 - |now - then| / (|now| + |then|) of earlier tasks' features: 1 = nothing moved", kOurFormula,
                kShareScale, 0x0072B2, true},
    LayerMetric{"generalizability", "Generalizability",
                "stability x (1 - plasticity / largest plasticity): high = safe to freeze",
                "after LightCL's generalizability (arXiv 2407.10545), formula ours", kShareScale, 0x009E73, true},
    LayerMetric{"gradient_norm", "Gradient norm", "|dL/dW| (Frobenius norm), mean over the task's probe batches",
                kUsualFormula, kOpenScale, 0xD55E00},
    LayerMetric{"gradient_l1", "Mean absolute gradient",
                "mean over the weights of abs(dL/dW), mean over the task's probe batches", kUsualFormula, kOpenScale,
                0xCC79A7},
    LayerMetric{
        "linear_cka", "Linear CKA",
        "linear centred kernel alignment of the features then and now, mean over earlier tasks: 1 = the same geometry",
        "Kornblith et al. 2019, Similarity of Neural Network Representations Revisited, arXiv 1905.00414",
        kSimilarityScale, 0x8C6BB1},
    LayerMetric{"cosine_similarity", "Cosine similarity",
                "cosine between an image's features then and now, mean over images and earlier tasks: 1 = the same "
                "direction",
                "the usual cosine", kSimilarityScale, 0x56B4E9},
    LayerMetric{"frozen",
                "Frozen",
                "whether the layer stood still during the task, below the freeze line",
                "what the run did",
                kShareScale,
                0x999933,
                false,
                {"trained", "frozen"}},
};

/// The metric of that name; nullptr for a name that is none of them (a store of another version may hold one).
constexpr const LayerMetric* findLayerMetric(std::string_view name) {
    for (const LayerMetric& metric : kLayerMetrics)
        if (metric.name == name) return &metric;
    return nullptr;
}

/// The name itself, checked while compiling: a name that the list lacks does not compile.
consteval std::string_view layerMetricName(std::string_view name) {
    if (findLayerMetric(name) == nullptr) throw std::logic_error("no such layer metric");
    return name;
}

} // namespace lightcl
