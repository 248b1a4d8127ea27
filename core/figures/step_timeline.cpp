#include "figures/step_timeline.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

namespace lightcl {

namespace {

constexpr std::array kStack = {MemoryCategory::Weights,      MemoryCategory::Optimizer, MemoryCategory::MethodState,
                               MemoryCategory::ReplayBuffer, MemoryCategory::Data,      MemoryCategory::Activations,
                               MemoryCategory::Gradients,    MemoryCategory::Workspace};

bool hasFewerBytes(const StepMomentRow& a, const StepMomentRow& b) {
    return a.bytes.total() < b.bytes.total();
}

/// Spans of alike, not empty texts; `textOf` gives a phase's.
template <typename TextOf>
std::vector<PhaseSpan> spans(const StepTimeline& timeline, TextOf textOf) {
    std::vector<PhaseSpan> spans;
    const auto& moments = timeline.moments;
    for (std::size_t index = 0; index + 1 < moments.size(); ++index) {
        const std::string text(textOf(std::string_view(moments[index].phase)));
        if (text.empty()) continue;
        if (!spans.empty() && spans.back().end == index && spans.back().text == text)
            spans.back().end = index + 1;
        else
            spans.push_back({text, index, index + 1});
    }
    return spans;
}

} // namespace

std::size_t StepTimeline::peak() const {
    return static_cast<std::size_t>(std::max_element(moments.begin(), moments.end(), hasFewerBytes) - moments.begin());
}

std::size_t StepTimeline::momentAt(double seconds) const {
    const auto later = std::upper_bound(moments.begin(), moments.end(), seconds,
                                        [](double time, const StepMomentRow& row) { return time < row.seconds; });
    return later == moments.begin() ? 0 : static_cast<std::size_t>(later - moments.begin()) - 1;
}

std::vector<MemoryCategory> StepTimeline::categories() const {
    std::vector<MemoryCategory> found;
    for (const auto category : kStack)
        if (std::any_of(moments.begin(), moments.end(),
                        [&](const StepMomentRow& row) { return row.bytes[category] > 0; }))
            found.push_back(category);
    return found;
}

void StepReach::extendTo(const StepTimeline& timeline) {
    if (timeline.empty()) return;
    bytes = std::max(bytes, timeline.moments[timeline.peak()].bytes.total());
    seconds = std::max(seconds, timeline.moments.back().seconds);
}

std::vector<int> recordedTasks(const std::vector<StepMomentRow>& rows) {
    std::vector<int> tasks;
    for (const auto& row : rows)
        if (tasks.empty() || tasks.back() != row.task) tasks.push_back(row.task);
    return tasks;
}

StepTimeline stepTimeline(const std::vector<StepMomentRow>& rows, int task) {
    if (task == 0 && !rows.empty()) task = std::max_element(rows.begin(), rows.end(), hasFewerBytes)->task;
    StepTimeline timeline{task, {}};
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(timeline.moments),
                 [task](const StepMomentRow& row) { return row.task == task; });
    return timeline;
}

std::vector<PhaseSpan> activitySpans(const StepTimeline& timeline) {
    return spans(timeline, [](std::string_view phase) { return phase.substr(0, phase.find(' ')); });
}

std::vector<PhaseSpan> stageSpans(const StepTimeline& timeline) {
    return spans(timeline, [](std::string_view phase) {
        const auto space = phase.find(' ');
        return space == std::string_view::npos ? std::string_view() : phase.substr(space + 1);
    });
}

Table stepTable(const RunSummary& run, const StepTimeline& timeline) {
    Table table;
    for (const auto* title : {"run_id", "method", "seed", "task", "moment", "seconds", "phase", "category", "bytes"})
        table.addColumn(title);
    const auto categories = timeline.categories();
    for (const auto& row : timeline.moments)
        for (const auto category : categories)
            table.addRow({std::to_string(run.id), run.method, std::to_string(run.seed), std::to_string(row.task),
                          std::to_string(row.moment), csvNumber(row.seconds), row.phase,
                          std::string(toString(category)), std::to_string(row.bytes[category])});
    return table;
}

} // namespace lightcl
