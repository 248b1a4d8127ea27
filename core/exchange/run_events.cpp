#include "exchange/run_events.h"

#include "exchange/event_file.h"
#include "store/run_reader.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <fmt/format.h>
#include <map>

namespace lightcl {

namespace {

/// 0 for a text that is no time.
std::time_t secondsOf(const std::string& time) {
    std::tm utc{};
    const char* end = strptime(time.c_str(), "%Y-%m-%dT%H:%M:%SZ", &utc);
    return end == nullptr ? 0 : timegm(&utc);
}

std::time_t startOf(const RunSummary& run) {
    return secondsOf(run.startedAt.empty() ? run.createdAt : run.startedAt);
}

/// The epochs of a run in order: which one of all an epoch of a task is, from 1.
class EpochCount {
public:
    explicit EpochCount(const std::vector<RunPosition>& positions) {
        for (const RunPosition position : positions) places_.emplace(position, 0);
    }
    void see(RunPosition position) { places_.emplace(position, 0); }
    void number() {
        std::int64_t next = 0;
        for (auto& [position, place] : places_) place = ++next;
    }
    [[nodiscard]] std::int64_t of(RunPosition position) const {
        const auto found = places_.find(position);
        return found == places_.end() ? 0 : found->second;
    }

private:
    std::map<RunPosition, std::int64_t> places_;
};

void addAccuracies(EventFile& events, const std::vector<AccuracyRow>& rows, const EpochCount& epochs) {
    struct Sum {
        double classIl = 0, taskIl = 0;
        int classTasks = 0, taskTasks = 0;
    };
    std::map<RunPosition, Sum> means;
    for (const AccuracyRow& row : rows) {
        const RunPosition position{row.trainedTask, row.epoch};
        if (row.trainedTask < 1 || row.evalTask > row.trainedTask) continue;
        Sum& sum = means[position];
        if (row.classIl) {
            events.addScalar(fmt::format("class_il/task {}", row.evalTask), epochs.of(position), *row.classIl);
            sum.classIl += *row.classIl;
            ++sum.classTasks;
        }
        if (!std::isnan(row.taskIl)) {
            events.addScalar(fmt::format("task_il/task {}", row.evalTask), epochs.of(position), row.taskIl);
            sum.taskIl += row.taskIl;
            ++sum.taskTasks;
        }
    }
    for (const auto& [position, sum] : means) {
        if (sum.classTasks > 0) events.addScalar("class_il/mean", epochs.of(position), sum.classIl / sum.classTasks);
        if (sum.taskTasks > 0) events.addScalar("task_il/mean", epochs.of(position), sum.taskIl / sum.taskTasks);
    }
}

void addLosses(EventFile& events, const std::vector<LossRow>& rows) {
    std::int64_t before = 0; // steps of the epochs before
    std::int64_t last = 0;
    RunPosition position;
    for (const LossRow& row : rows) {
        const RunPosition now{row.task, row.epoch};
        if (now != position) before += last;
        position = now;
        last = row.step;
        if (!std::isnan(row.loss)) events.addScalar("loss", before + row.step, row.loss);
    }
}

} // namespace

std::string runEvents(const Database& database, RunId run) {
    const RunReader reader(database);
    const RunSummary summary = reader.run(run);
    EventFile events(static_cast<double>(startOf(summary)));
    EpochCount epochs(reader.trainedPositions(run));
    const auto losses = reader.losses(run);
    const auto processes = reader.processMemory(run);
    for (const LossRow& row : losses) epochs.see({row.task, row.epoch});
    for (const ProcessRow& row : processes) epochs.see({row.task, row.epoch});
    epochs.number();
    addAccuracies(events, reader.accuracies(run), epochs);
    addLosses(events, losses);
    for (const std::string& metric : reader.layerMetricNames(run))
        for (const LayerMetricRow& row : reader.layerMetrics(run, metric))
            if (!std::isnan(row.value))
                events.addScalar(fmt::format("{}/{}", row.metric, row.layer), epochs.of({row.task, row.epoch}),
                                 row.value);
    for (const ProcessRow& row : processes) {
        const auto step = epochs.of({row.task, row.epoch});
        events.addScalar("epoch/seconds", step, row.seconds);
        events.addScalar("epoch/resident bytes", step, static_cast<double>(row.anonymousBytes + row.fileBytes));
    }
    return events.bytes();
}

std::string eventFileName(const Database& database, RunId run) {
    const RunReader reader(database);
    const auto environment = reader.environment(run);
    std::string host = environment && !environment->host.empty() ? environment->host : "lightcl";
    std::ranges::replace(host, '/', '_');
    return fmt::format("events.out.tfevents.{:010}.{}", startOf(reader.run(run)), host);
}

} // namespace lightcl
