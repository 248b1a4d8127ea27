#include "runs/summary_columns.h"

namespace lightcl {

namespace {

template <typename T>
SummaryValue optionalValue(const std::optional<T>& value) {
    return value ? SummaryValue(*value) : SummaryValue();
}

} // namespace

const std::vector<SummaryColumn>& summaryColumns() {
    using Run = const RunSummary&;
    static const std::vector<SummaryColumn> columns = {
        {"run_id", [](Run run) -> SummaryValue { return run.id; }},
        {"name", [](Run run) -> SummaryValue { return run.name; }},
        {"method", [](Run run) -> SummaryValue { return run.method; }},
        {"scenario", [](Run run) -> SummaryValue { return run.scenario; }},
        {"dataset", [](Run run) -> SummaryValue { return run.dataset; }},
        {"backbone", [](Run run) -> SummaryValue { return run.backbone; }},
        {"seed", [](Run run) -> SummaryValue { return run.seed; }},
        {"state", [](Run run) -> SummaryValue { return std::string(toString(run.state)); }},
        {"class_il", [](Run run) { return optionalValue(run.classIl); }},
        {"task_il", [](Run run) { return optionalValue(run.taskIl); }},
        {"forgetting", [](Run run) { return optionalValue(run.forgetting); }},
        {"bwt", [](Run run) { return optionalValue(run.bwt); }},
        {"learning_accuracy", [](Run run) { return optionalValue(run.learningAccuracy); }},
        {"predicted_peak_bytes", [](Run run) { return optionalValue(run.predictedPeakBytes); }},
        {"measured_peak_bytes", [](Run run) { return optionalValue(run.measuredPeakBytes); }},
        {"peak_rss_bytes", [](Run run) { return optionalValue(run.peakRssBytes); }},
        {"training_flops", [](Run run) { return optionalValue(run.trainingFlops); }},
        {"seconds", [](Run run) { return optionalValue(run.seconds); }},
        {"fwt", [](Run run) { return optionalValue(run.fwt); }},
        {"forgetting_task_il", [](Run run) { return optionalValue(run.forgettingTaskIl); }},
        {"bwt_task_il", [](Run run) { return optionalValue(run.bwtTaskIl); }},
        {"learning_accuracy_task_il", [](Run run) { return optionalValue(run.learningAccuracyTaskIl); }},
        {"paper_peak_bytes", [](Run run) { return optionalValue(run.paperPeakBytes); }},
        {"threads", [](Run run) -> SummaryValue { return std::int64_t{run.threads}; }},
        {"created_at", [](Run run) -> SummaryValue { return run.createdAt; }},
        {"started_at", [](Run run) -> SummaryValue { return run.startedAt; }},
        {"finished_at", [](Run run) -> SummaryValue { return run.finishedAt; }},
        {"message", [](Run run) -> SummaryValue { return run.message; }}};
    return columns;
}

} // namespace lightcl
