#include "figures/color_scale.h"

#include "support/catch.h"

#include <cmath>
#include <fmt/format.h>
#include <string>
#include <utility>
#include <vector>

using namespace lightcl;

namespace {

LayerGrid gridOf(const std::string& metric, const std::vector<double>& values) {
    LayerMetrics measured;
    for (std::size_t layer = 0; layer < values.size(); ++layer)
        measured.add(metric, {1, 1}, static_cast<int>(layer), values[layer]);
    return {measured, metric, ColumnKind::Epochs};
}

ColorScale scaleOf(const std::string& metric, const std::vector<double>& values, bool logarithmic = true) {
    return colorScale(gridOf(metric, values), findLayerMetric(metric)->scale, logarithmic);
}

} // namespace

TEST_CASE("Shares are coloured from 0 to 1, similarities from the smallest to 1, open metrics by their values") {
    const auto share = scaleOf("memory_stability", {0.4, 0.8});
    CHECK(std::pair(share.lower, share.upper) == std::pair(0.0, 1.0));
    CHECK_FALSE(share.logarithmic);
    const auto similarity = scaleOf("linear_cka", {0.97, 0.99});
    CHECK(std::pair(similarity.lower, similarity.upper) == std::pair(0.97, 1.0));
    CHECK(similarity.position(0.97) == 0);
    CHECK(similarity.position(0.985) == Approx(0.5));
    const auto open = scaleOf("gradient_norm", {0.01, 1});
    CHECK(open.logarithmic);
    CHECK(open.position(0.1) == Approx(0.5));
    const auto linear = scaleOf("gradient_norm", {0.01, 1}, false);
    CHECK_FALSE(linear.logarithmic);
    CHECK(std::pair(linear.lower, linear.upper) == std::pair(0.0, 1.0));
}

TEST_CASE("Zero has no place on a logarithmic scale, and is told apart from the smallest value") {
    const auto scale = scaleOf("learning_plasticity", {0, 0.01, 1});
    CHECK(scale.lower == 0.01);
    CHECK(scale.marksZeros);
    CHECK(scale.isZero(0));
    CHECK_FALSE(scale.isZero(0.01));
    CHECK_FALSE(scaleOf("learning_plasticity", {0.01, 1}).marksZeros);
    CHECK_FALSE(scaleOf("learning_plasticity", {0, 1}, false).marksZeros);
    CHECK_FALSE(scaleOf("memory_stability", {0, 1}).isZero(0));
}

TEST_CASE("Where all is zero no scale is made up; where nothing differs the one value has a place") {
    for (const bool logarithmic : {true, false}) {
        const auto scale = scaleOf("gradient_l1", {0, 0}, logarithmic);
        CHECK(scale.allZero);
        CHECK(scale.isZero(0));
    }
    CHECK_FALSE(scaleOf("memory_stability", {0, 0}).allZero);
    CHECK(scaleOf("linear_cka", {1, 1}).position(1) == 1);
    CHECK(scaleOf("gradient_norm", {3, 3}).position(3) == Approx(0.5));
}

TEST_CASE("A scale may be fixed by numbers; values beyond it have its ends' colours, and that is said") {
    const auto fixed = [](double lower, double upper, bool logarithmic = true) {
        const ScaleChoice choice{ScaleChoice::Kind::Fixed, lower, upper, 0.05};
        return colorScale(gridOf("gradient_norm", {0.01, 0.1, 1}), findLayerMetric("gradient_norm")->scale, logarithmic,
                          choice);
    };
    const auto scale = fixed(0.1, 10);
    CHECK(scale.logarithmic);
    CHECK(scale.position(1) == Approx(0.5));
    CHECK(scale.position(0.01) == 0);
    CHECK(scale.cutsLower);
    CHECK_FALSE(scale.cutsUpper);
    // Zero has no logarithm.
    CHECK_FALSE(fixed(0, 0.5).logarithmic);
    CHECK(fixed(0, 0.5).position(0.1) == Approx(0.2));
    CHECK(fixed(0, 0.5).cutsUpper);
    // No range: as if nothing had been chosen.
    CHECK(std::pair(fixed(2, 1).lower, fixed(2, 1).upper) == std::pair(0.01, 1.0));
}

TEST_CASE("A scale may be cut at quantiles, so that one outlier does not take all colours") {
    // 0, 1, …, 9 and an outlier: the quantiles at 0.1 and 0.9 lie at places 1 and 9 of 0 … 10.
    const std::vector<double> values{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1000};
    const ScaleChoice choice{ScaleChoice::Kind::Quantiles, 0, 1, 0.1};
    const auto scale =
        colorScale(gridOf("gradient_norm", values), findLayerMetric("gradient_norm")->scale, false, choice);
    CHECK(scale.lower == Approx(1));
    CHECK(scale.upper == Approx(9));
    CHECK(scale.cutsLower);
    CHECK(scale.cutsUpper);
    CHECK(quantileOf({1, 2, 4}, 0.25) == Approx(1.5));
    CHECK(quantileOf({1, 2, 4}, 1) == 4);
    CHECK(quantileOf({3}, 0.3) == 3);
}

TEST_CASE("One scale for several grids spans the values of all") {
    const auto first = gridOf("linear_cka", {0.97, 0.99});
    const auto second = gridOf("linear_cka", {0.6, 0.8});
    const auto scale = colorScale({&first, &second}, findLayerMetric("linear_cka")->scale, true);
    CHECK(std::pair(scale.lower, scale.upper) == std::pair(0.6, 1.0));
}

TEST_CASE("Differences are coloured as far below zero as above it") {
    const auto scale = differenceScale(gridOf("memory_stability", {-0.1, 0.4, 0}));
    CHECK(scale.diverging);
    CHECK(std::pair(scale.lower, scale.upper) == std::pair(-0.4, 0.4));
    CHECK(scale.position(0) == Approx(0.5));
    CHECK(scale.position(-0.1) == Approx(0.375));
    const auto fixed =
        differenceScale(gridOf("memory_stability", {-0.1, 0.4}), {ScaleChoice::Kind::Fixed, -0.2, 0.1, 0.05});
    CHECK(std::pair(fixed.lower, fixed.upper) == std::pair(-0.2, 0.2));
    CHECK(fixed.cutsUpper);
    CHECK_FALSE(fixed.cutsLower);
    // Nothing differs: everything has the middle's colour.
    CHECK(differenceScale(gridOf("memory_stability", {0, 0})).position(0) == Approx(0.5));
}

TEST_CASE("The caption of layer metrics defines each of them and explains the greys") {
    const LayerGrid plasticity = gridOf("learning_plasticity", {0, 0.5, 4});
    const LayerGrid stability = gridOf("memory_stability", {0.9, 0.3});
    const auto caption = layerMetricsCaption({plasticity, stability});
    for (const auto* name : {"learning_plasticity", "memory_stability"}) {
        const auto& metric = *findLayerMetric(name);
        CHECK(caption.find(fmt::format("{}: {}.", metric.title, metric.definition)) != std::string::npos);
    }
    CHECK(caption.ends_with("the darker grey: 0.")); // a plasticity of 0 on a logarithmic scale
    CHECK(layerMetricsCaption({stability}).ends_with("Grey: not measured."));
}
