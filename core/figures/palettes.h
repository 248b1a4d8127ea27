#pragma once

#include "figures/color.h"

#include <array>
#include <string_view>

namespace lightcl {

/// A colour map of [0,1], the same on screen and in print. All are even in lightness, so that equal steps of a value
/// look equal, and keep their order for eyes without red or green receptors.
enum class Palette {
    Viridis,     ///< matplotlib's, dark to light
    Cividis,     ///< matplotlib's, made for colour-blind readers
    Magma,       ///< matplotlib's, dark to light
    Vik,         ///< Crameri's, diverging: blue, light, brown
    PurpleOrange ///< ColorBrewer's PuOr, diverging: purple, light, orange
};

struct PaletteInfo {
    Palette palette;
    std::string_view name;  ///< in settings: "viridis"
    std::string_view title; ///< for people
    bool diverging;         ///< lightest in its middle: for differences, around zero
};

inline constexpr std::array kPalettes = {
    PaletteInfo{Palette::Viridis, "viridis", "Viridis", false},
    PaletteInfo{Palette::Cividis, "cividis", "Cividis", false},
    PaletteInfo{Palette::Magma, "magma", "Magma", false},
    PaletteInfo{Palette::Vik, "vik", "Vik (blue to brown)", true},
    PaletteInfo{Palette::PurpleOrange, "purple-orange", "Purple to orange", true},
};

/// The palette of that name; nullptr for another name.
constexpr const PaletteInfo* findPalette(std::string_view name) {
    for (const PaletteInfo& info : kPalettes)
        if (info.name == name) return &info;
    return nullptr;
}

/// The colour at `position`; outside [0,1] that of the nearer end.
Color paletteColor(Palette palette, double position);

/// The palette of a layer metric unless the reader chooses another: cividis for shares and similarities, which end at
/// 1, viridis for what has no natural end.
Palette paletteOf(bool endsAtOne);

/// What differences are coloured with unless the reader chooses another.
inline constexpr Palette kDifferencePalette = Palette::Vik;

} // namespace lightcl
