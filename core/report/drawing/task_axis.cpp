#include "report/drawing/task_axis.h"

#include "figures/course.h"

namespace lightcl {

TaskAxis::TaskAxis(std::vector<RunPosition> moments, double left, double width)
    : moments_(std::move(moments)), left_(left), width_(width) {
    for (const auto& span : taskSpans(moments_)) tasks_.push_back({span.task, span.first, span.first + span.count});
}

void TaskAxis::drawLabels(Canvas& canvas, double top, const std::string& title) const {
    if (tasks_.empty()) return;
    constexpr double roomForNumber = 22;
    const TextStyle style{.size = 10, .horizontal = 0.5, .vertical = 0};
    std::vector<RunPosition> columns;
    for (const auto& span : tasks_) columns.push_back({span.task, 1});
    for (const auto i : labelledColumns(columns, width_ / static_cast<double>(tasks_.size()), roomForNumber)) {
        const auto middle = (left(tasks_[i].begin) + left(tasks_[i].end)) / 2;
        canvas.text({middle, top + 4}, std::to_string(tasks_[i].task), style);
    }
    canvas.text({left_ + width_ / 2, top + 18}, title, style);
}

} // namespace lightcl
