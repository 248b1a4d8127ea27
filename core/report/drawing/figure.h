#pragma once

#include "report/drawing/canvas.h"

#include <functional>
#include <string>

namespace lightcl {

/// A figure of a report: its size in points, what draws it, and the words that go with it.
struct Figure {
    std::string title;
    std::string caption; ///< what is shown and how it was counted, in whole sentences
    double width = 0;
    double height = 0;
    std::function<void(Canvas&)> draw; ///< draws within (0, 0) … (width, height)
};

/// Every figure is this wide; text is set for this width, and readable when it is shrunk to a printed page.
inline constexpr double kFigureWidth = 720;

} // namespace lightcl
