#pragma once

#include "report/drawing/canvas.h"
#include "runs/rows.h"

#include <string>
#include <vector>

namespace lightcl {

/// The horizontal axis of figures over training: equally wide columns, one for each moment, grouped by task.
class TaskAxis {
public:
    TaskAxis(std::vector<RunPosition> moments, double left, double width);

    [[nodiscard]] std::size_t size() const { return moments_.size(); }
    [[nodiscard]] double columnWidth() const { return width_ / static_cast<double>(moments_.size()); }
    [[nodiscard]] double left(std::size_t moment) const { return left_ + columnWidth() * static_cast<double>(moment); }
    [[nodiscard]] double center(std::size_t moment) const { return left(moment) + columnWidth() / 2; }

    /// A task's columns: first to one past the last.
    struct Span {
        int task = 0;
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    [[nodiscard]] const std::vector<Span>& tasks() const { return tasks_; }

    /// The tasks' numbers below `top`, as many as have room, and under them `title`, which says what they number.
    void drawLabels(Canvas& canvas, double top, const std::string& title) const;

private:
    std::vector<RunPosition> moments_;
    std::vector<Span> tasks_;
    double left_;
    double width_;
};

} // namespace lightcl
