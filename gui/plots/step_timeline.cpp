#include "plots/step_timeline.h"

#include <algorithm>
#include <array>

namespace lightcl {

namespace {

constexpr std::array kStack = {MemoryCategory::Weights,      MemoryCategory::Optimizer, MemoryCategory::MethodState,
                               MemoryCategory::ReplayBuffer, MemoryCategory::Data,      MemoryCategory::Activations,
                               MemoryCategory::Gradients,    MemoryCategory::Workspace};

bool hasFewerBytes(const StepMomentRow& a, const StepMomentRow& b) {
    return a.bytes.total() < b.bytes.total();
}

std::int64_t peakOf(const RunData& run, std::string_view source, int task) {
    MemoryBreakdown peak;
    for (const auto& row : run.memory)
        if (row.source == source && row.task == task) peak[row.category] += row.peakBytes;
    return peak.total();
}

/// Spans of alike, not empty texts; `textOf` gives a phase's.
template <typename TextOf>
std::vector<PhaseSpan> spans(const StepTimeline& timeline, TextOf textOf) {
    std::vector<PhaseSpan> spans;
    const auto& moments = timeline.moments;
    for (std::size_t index = 0; index + 1 < moments.size(); ++index) {
        const auto text = textOf(QString::fromStdString(moments[index].phase));
        if (text.isEmpty()) continue;
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

std::vector<int> recordedTasks(const RunData& run) {
    std::vector<int> tasks;
    for (const auto& row : run.stepMoments)
        if (tasks.empty() || tasks.back() != row.task) tasks.push_back(row.task);
    return tasks;
}

StepTimeline stepTimeline(const RunData& run, int task) {
    const auto& rows = run.stepMoments;
    if (task == 0 && !rows.empty()) task = std::max_element(rows.begin(), rows.end(), hasFewerBytes)->task;
    StepTimeline timeline{task, {}};
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(timeline.moments),
                 [task](const StepMomentRow& row) { return row.task == task; });
    return timeline;
}

std::vector<PhaseSpan> activitySpans(const StepTimeline& timeline) {
    return spans(timeline, [](const QString& phase) { return phase.section(' ', 0, 0); });
}

std::vector<PhaseSpan> stageSpans(const StepTimeline& timeline) {
    return spans(timeline, [](const QString& phase) { return phase.section(' ', 1); });
}

CsvTable stepTable(const RunData& run, const StepTimeline& timeline) {
    CsvTable table{{"run_id", "method", "seed", "task", "moment", "seconds", "phase", "category", "bytes"}, {}};
    const auto categories = timeline.categories();
    for (const auto& row : timeline.moments)
        for (const auto category : categories)
            table.rows.push_back({QString::number(run.summary.id), QString::fromStdString(run.summary.method),
                                  QString::number(run.summary.seed), QString::number(row.task),
                                  QString::number(row.moment), QString::fromStdString(csvNumber(row.seconds)),
                                  QString::fromStdString(row.phase), QString::fromLatin1(toString(category).data()),
                                  QString::number(row.bytes[category])});
    return table;
}

std::int64_t predictedPeak(const RunData& run) {
    return peakOf(run, "exact", 0);
}

std::int64_t measuredPeak(const RunData& run, int task) {
    return peakOf(run, "measured", task);
}

} // namespace lightcl
