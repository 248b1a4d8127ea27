#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace lightcl {

/// Colours (0xRRGGBB) for runs and methods that stand side by side. The first ones are Okabe and Ito's without black
/// and light yellow, which vanish on a dark or a light ground; each further one was chosen to be as far as possible
/// from all before it in OKLab, also as eyes without red or green receptors see them. Their number is prime: runs are
/// numbered method by method, and every n-th number, the first seed of each method, so gets another colour as well.
inline constexpr std::array<std::uint32_t, 23> kRunPalette = {
    0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x8C6BB1, 0x999933,
    0xAA4499, 0x664400, 0x0000FF, 0x6611BB, 0xCC55FF, 0x55CC99, 0x444477, 0x006655,
    0xBB0044, 0x6655DD, 0xFF9977, 0xFF77CC, 0xFF3377, 0x4488DD, 0x882299};

/// The colour of the index-th run or method, from 0; starts anew after the last.
constexpr std::uint32_t runPaletteColor(std::size_t index) {
    return kRunPalette[index % kRunPalette.size()];
}

} // namespace lightcl
