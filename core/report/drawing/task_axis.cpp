#include "report/drawing/task_axis.h"

#include <cmath>

namespace lightcl {

TaskAxis::TaskAxis(std::vector<RunPosition> moments, double left, double width)
    : moments_(std::move(moments)), left_(left), width_(width) {
    for (std::size_t i = 0; i < moments_.size(); ++i) {
        if (tasks_.empty() || tasks_.back().task != moments_[i].task) tasks_.push_back({moments_[i].task, i, i});
        tasks_.back().end = i + 1;
    }
}

void TaskAxis::drawLabels(Canvas& canvas, double top, const std::string& title) const {
    if (tasks_.empty()) return;
    constexpr double roomForNumber = 22;
    const TextStyle style{.size = 10, .horizontal = 0.5, .vertical = 0};
    const auto room = width_ / static_cast<double>(tasks_.size());
    const auto every = static_cast<std::size_t>(std::max(1.0, std::ceil(roomForNumber / room)));
    for (std::size_t i = 0; i < tasks_.size(); i += every) {
        const auto middle = (left(tasks_[i].begin) + left(tasks_[i].end)) / 2;
        canvas.text({middle, top + 4}, std::to_string(tasks_[i].task), style);
    }
    canvas.text({left_ + width_ / 2, top + 18}, title, style);
}

} // namespace lightcl
