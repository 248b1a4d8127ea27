#pragma once

#include <QSize>

namespace lightcl {

/// How much room a window has for docks. Wide: columns, and plots beside each other; Narrow: columns, the lower plots
/// as tabs; Low: two columns of tabs, for plots above each other would be strips; Tiny: one stack of tabs.
enum class Room { Tiny, Low, Narrow, Wide };

Room roomOf(QSize window);

/// The window's size at its first start on a screen that has `available` for windows and their frames, in
/// device-independent pixels: 1440 x 900, or as much of it as there is.
QSize firstWindowSize(QSize available);

} // namespace lightcl
