#include "profiling/step_recorder.h"

#include <algorithm>

namespace lightcl {

StepRecorder::StepRecorder(std::string phase, std::int64_t event, const MemoryBreakdown& live) {
    enter(std::move(phase), event, live);
}

void StepRecorder::enter(std::string phase, std::int64_t event, const MemoryBreakdown& live) {
    phases_.push_back(std::move(phase));
    note(event, live);
}

void StepRecorder::note(std::int64_t event, const MemoryBreakdown& live) {
    moments_.push_back({Clock::now(), event, phases_.size() - 1, live});
}

void StepRecorder::retag(std::int64_t allocated, std::int64_t bytes, MemoryCategory from, MemoryCategory to) {
    for (auto moment = moments_.rbegin(); moment != moments_.rend() && moment->event >= allocated; ++moment) {
        moment->live[from] -= bytes;
        moment->live[to] += bytes;
    }
}

std::vector<bool> StepRecorder::kept(std::size_t most) const {
    std::vector<bool> kept(moments_.size());
    const std::size_t stretch = std::max<std::size_t>(1, (2 * moments_.size() + most - 1) / most);
    const auto fewerBytes = [](const Moment& a, const Moment& b) { return a.live.total() < b.live.total(); };
    for (std::size_t first = 0; first < moments_.size(); first += stretch) {
        const auto begin = moments_.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end = begin + static_cast<std::ptrdiff_t>(std::min(stretch, moments_.size() - first));
        for (const auto& moment : {std::min_element(begin, end, fewerBytes), std::max_element(begin, end, fewerBytes)})
            kept[static_cast<std::size_t>(moment - moments_.begin())] = true;
    }
    for (std::size_t i = 0; i < moments_.size(); ++i)
        if (i == 0 || moments_[i].phase != moments_[i - 1].phase) kept[i] = true;
    kept.back() = true;
    return kept;
}

std::vector<StepMomentRow> StepRecorder::rows(int task, std::size_t most) const {
    const std::vector<bool> kept = this->kept(most);
    std::vector<StepMomentRow> rows;
    for (std::size_t i = 0; i < moments_.size(); ++i) {
        if (!kept[i]) continue;
        const Moment& moment = moments_[i];
        const double seconds = std::chrono::duration<double>(moment.time - moments_.front().time).count();
        rows.push_back({task, static_cast<int>(i), seconds, phases_[moment.phase], moment.live});
        rows.back().bytes[MemoryCategory::Measuring] = 0;
    }
    return rows;
}

} // namespace lightcl
