#include "app/window_room.h"

#include <algorithm>

namespace lightcl {

Room roomOf(QSize window) {
    if (window.width() < 760) return Room::Tiny;
    if (window.height() < 700) return Room::Low;
    return window.width() < 1300 ? Room::Narrow : Room::Wide;
}

QSize firstWindowSize(QSize available) {
    // What window managers draw around a window: a title above, thin borders.
    constexpr QSize frame(12, 44);
    constexpr QSize wanted(1440, 900);
    const QSize inside = available - frame;
    return {std::min(wanted.width(), std::max(1, inside.width())),
            std::min(wanted.height(), std::max(1, inside.height()))};
}

} // namespace lightcl
