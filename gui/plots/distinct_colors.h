#pragma once

#include <QColor>
#include <array>

namespace lightcl {

/// Colours that colour-blind eyes tell apart too: the set of Okabe and Ito, with greys in place of its black.
inline constexpr std::array<QRgb, 9> kDistinctColors = {0x0072b2,  // blue
                                                        0xe69f00,  // orange
                                                        0x56b4e9,  // sky blue
                                                        0x009e73,  // bluish green
                                                        0xcc79a7,  // reddish purple
                                                        0xd55e00,  // vermilion
                                                        0xf0e442,  // yellow
                                                        0x8c8c8c,  // grey
                                                        0xbdbdbd}; // light grey

} // namespace lightcl
