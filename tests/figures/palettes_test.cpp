#include "figures/palettes.h"

#include "support/catch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

using namespace lightcl;

namespace {

double linear(double part) {
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

/// CIE L* of an sRGB colour.
double lightness(const Color& color) {
    const double y = 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
    return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

/// As an eye without green receptors sees it (Viénot, Brettel and Mollon 1999), L* again.
double lightnessForDeuteranopes(const Color& color) {
    const double red = linear(color.red);
    const double green = linear(color.green);
    const double blue = linear(color.blue);
    const double yellow = 0.29275 * red + 0.70725 * green; // red and green become one
    const double y = 0.2126 * yellow + 0.7152 * yellow + 0.0722 * (-0.02234 * red + 0.02234 * green + blue);
    return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

std::vector<double> along(Palette palette, double (*measure)(const Color&)) {
    std::vector<double> values;
    for (int step = 0; step <= 20; ++step) values.push_back(measure(paletteColor(palette, step / 20.0)));
    return values;
}

} // namespace

TEST_CASE("Palettes for values grow lighter evenly, for colour-blind eyes too") {
    for (const auto& info : kPalettes) {
        if (info.diverging) continue;
        CAPTURE(info.name);
        for (const auto measure : {lightness, lightnessForDeuteranopes}) {
            const auto values = along(info.palette, measure);
            const double mean = (values.back() - values.front()) / 20;
            CHECK(mean > 3);
            for (std::size_t step = 1; step < values.size(); ++step) {
                CHECK(values[step] - values[step - 1] > 0.4 * mean);
                CHECK(values[step] - values[step - 1] < 2 * mean);
            }
        }
    }
}

TEST_CASE("Palettes for differences are lightest in the middle, and darken alike to both sides") {
    for (const auto& info : kPalettes) {
        if (!info.diverging) continue;
        CAPTURE(info.name);
        const auto values = along(info.palette, lightness);
        CHECK(values[10] > 90);
        for (std::size_t step = 1; step <= 10; ++step) CHECK(values[step] > values[step - 1]);
        for (std::size_t step = 11; step <= 20; ++step) CHECK(values[step] < values[step - 1]);
        // Below and above zero are told apart without red or green receptors: one end is bluer than the other.
        const auto low = paletteColor(info.palette, 0.1);
        const auto high = paletteColor(info.palette, 0.9);
        CHECK(low.blue - (low.red + low.green) / 2 > high.blue - (high.red + high.green) / 2 + 0.3);
    }
}

TEST_CASE("Palettes are known by name, and their ends hold beyond them") {
    for (const auto& info : kPalettes) {
        REQUIRE(findPalette(info.name) != nullptr);
        CHECK(findPalette(info.name)->palette == info.palette);
        CHECK(paletteColor(info.palette, -1) == paletteColor(info.palette, 0));
        CHECK(paletteColor(info.palette, 2) == paletteColor(info.palette, 1));
    }
    CHECK(findPalette("rainbow") == nullptr);
    CHECK(findPalette("vik")->palette == kDifferencePalette);
    CHECK(mapColor(*findLayerMetric("memory_stability"), 0.5) == paletteColor(Palette::Cividis, 0.5));
    CHECK(mapColor(*findLayerMetric("gradient_norm"), 0.5) == paletteColor(Palette::Viridis, 0.5));
}
