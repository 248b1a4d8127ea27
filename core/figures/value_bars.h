#pragma once

#include "figures/color.h"
#include "text/table.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lightcl {

/// Bars over an axis of numbers: a histogram, or one bar for each of many things.
struct ValueBars {
    /// What a bar's colour means.
    struct Kind {
        std::string name;
        Color color;
        bool operator==(const Kind&) const = default;
    };
    struct Bar {
        double from = 0;
        double to = 0;
        double height = 0;
        std::size_t kind = 0;
        std::string label{}; ///< of the thing; empty in a histogram
        bool operator==(const Bar&) const = default;
    };

    std::string xTitle;
    std::string yTitle;
    std::vector<Kind> kinds;
    std::vector<Bar> bars;         ///< from left to right
    std::vector<double> outline{}; ///< another height of each bar, to compare with; empty: none
    std::string outlineName{};     ///< "after task 2"

    [[nodiscard]] bool empty() const { return bars.empty(); }
    /// Smallest and largest place; not for an empty one.
    [[nodiscard]] std::pair<double, double> span() const { return {bars.front().from, bars.back().to}; }
    /// The largest height, the outline's too; 0 for an empty one.
    [[nodiscard]] double highest() const;
    /// The bar over that place.
    [[nodiscard]] std::optional<std::size_t> barAt(double x) const;
    /// A row for each bar: from, to, height, kind, and the outline's height where there is one.
    [[nodiscard]] Table toTable() const;
    bool operator==(const ValueBars&) const = default;
};

} // namespace lightcl
