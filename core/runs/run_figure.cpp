#include "runs/run_figure.h"

#include "base/error.h"
#include "base/units.h"
#include "text/text_list.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lightcl {

namespace {

std::vector<RunFigure> makeRunFigures() {
    using Run = RunSummary;
    using Kind = FigureKind;
    return {
        {"run_id", &Run::id, Kind::Count, "run", "The run's number in its database", kInListing},
        {"name", &Run::name, Kind::Text, "name", "The experiment's name", kInWindow | kInListing},
        {"method", &Run::method, Kind::Method, "method", "How the network learns continually", kInWindow | kInListing},
        {"scenario", &Run::scenario, Kind::Text, "scenario", "What is told of a sample's task, and when"},
        {"dataset", &Run::dataset, Kind::Text, "dataset", "The dataset"},
        {"backbone", &Run::backbone, Kind::Text, "backbone", "The network"},
        {"seed", &Run::seed, Kind::Count, "seed", "The seed of every random draw", kInWindow | kInListing},
        {"state", &Run::state, Kind::State, "state", "Queued, running, done, failed or interrupted",
         kInWindow | kInListing},
        {"class_il", &Run::classIl, Kind::Percent, "class-IL",
         "Class-incremental accuracy at the end, mean over tasks, in %", kEverywhere, Better::Higher},
        {"task_il", &Run::taskIl, Kind::Percent, "task-IL",
         "Task-incremental accuracy at the end, mean over tasks, in %", kEverywhere, Better::Higher},
        {"forgetting", &Run::forgetting, Kind::Percent, "forgetting",
         "Class-IL accuracy lost since each task's best, mean over earlier tasks, in %", kEverywhere, Better::Lower},
        {"bwt", &Run::bwt, Kind::Percent, "BWT",
         "Backward transfer (class-IL): change since each task was learned, in %", kInWindow | kOfMethods,
         Better::Higher},
        {"learning_accuracy", &Run::learningAccuracy, Kind::Percent, "learning acc.",
         "Accuracy of each task just after it was learned, mean, in %", kNowhere, Better::Higher},
        {"predicted_peak_bytes", &Run::predictedPeakBytes, Kind::Bytes, "predicted",
         "Predicted peak of tensor memory (exact convention)", kEverywhere, Better::Lower},
        {"measured_peak_bytes", &Run::measuredPeakBytes, Kind::Bytes, "measured", "Measured peak of tensor memory",
         kEverywhere, Better::Lower},
        {"peak_rss_bytes", &Run::peakRssBytes, Kind::Bytes, "peak RSS", "The worker process's peak resident memory",
         kInWindow | kOfMethods, Better::Lower},
        {"training_flops", &Run::trainingFlops, Kind::Scientific, "FLOPs", "Operations of the whole training",
         kInListing | kOfMethods, Better::Lower},
        {"seconds", &Run::seconds, Kind::Seconds, "time", "Working time so far", kEverywhere, Better::Lower},
        {"fwt", &Run::fwt, Kind::Percent, "FWT",
         "Forward transfer (task-IL): gain on the next task before it is trained, in %", kNowhere, Better::Higher},
        {"forgetting_task_il", &Run::forgettingTaskIl, Kind::Percent, "forgetting (task-IL)",
         "Task-IL accuracy lost since each task's best, mean over earlier tasks, in %", kNowhere, Better::Lower},
        {"bwt_task_il", &Run::bwtTaskIl, Kind::Percent, "BWT (task-IL)",
         "Backward transfer (task-IL): change since each task was learned, in %", kNowhere, Better::Higher},
        {"learning_accuracy_task_il", &Run::learningAccuracyTaskIl, Kind::Percent, "learning acc. (task-IL)",
         "Task-IL accuracy of each task just after it was learned, mean, in %", kNowhere, Better::Higher},
        {"paper_peak_bytes", &Run::paperPeakBytes, Kind::Bytes, "paper",
         "Predicted peak memory by the paper's accounting", kNowhere, Better::Lower},
        {"threads", &Run::threads, Kind::Count, "threads", "Threads the run was last given"},
        {"created_at", &Run::createdAt, Kind::Moment, "created", "When the run was queued (UTC)"},
        {"started_at", &Run::startedAt, Kind::Moment, "started", "When the run was first started (UTC)"},
        {"finished_at", &Run::finishedAt, Kind::Moment, "finished", "When the run ended (UTC)"},
        {"class_names", &Run::classNames, Kind::Texts, "classes",
         "The classes' names in the order of the network's outputs"},
        {"normalisation", &Run::normalisation, Kind::Text, "inputs",
         "How pixels in [0,1] became inputs: none, or each channel's mean and deviation"},
        {"role", &Run::role, Kind::Text, "role",
         "What the run is for: a method, or the pretraining that others start from"},
        {"pretraining_run", &Run::pretrainingRun, Kind::Count, "starts from",
         "The pretraining run whose weights it starts from"},
        {"message", &Run::message, Kind::Text, "message", "Why the run failed or was interrupted"},
        {"parent_run_id", &Run::parentRun, Kind::Count, "branch of", "The run that this one was branched from",
         kWhereMeasured},
        {"branch_task", &Run::branchTask, Kind::Count, "after task", "The task after which it was branched",
         kWhereMeasured},
        {"class_order", &Run::classOrder, Kind::Text, "class order",
         "The classes in the order in which the tasks bring them, as a JSON list"},
        {"min_accuracy", &Run::minAccuracy, Kind::Percent, "min. acc.",
         "Lowest class-IL accuracy of each earlier task since it was learned, mean, in %", kWhereMeasured,
         Better::Higher},
        {"worst_case_accuracy", &Run::worstCaseAccuracy, Kind::Percent, "worst-case acc.",
         "The last task's class-IL accuracy and the earlier tasks' lowest, weighted by their number, in %",
         kWhereMeasured, Better::Higher},
        {"stability_gap", &Run::stabilityGap, Kind::Percent, "stability gap",
         "Class-IL accuracy of earlier tasks lost and regained within a task, mean over task borders, in %",
         kWhereMeasured, Better::Lower},
        {"area_under_accuracy", &Run::areaUnderAccuracy, Kind::Percent, "area under acc.",
         "Class-IL accuracy, mean over the tasks seen and over all training steps, in %", kWhereMeasured,
         Better::Higher},
        {"run_uuid", &Run::uuid, Kind::Text, "identity", "What the run is called in every database"},
        {"tags", &Run::tags, Kind::Texts, "tags", "Words that somebody gave the run", kWhereMeasured},
        {"note", &Run::note, Kind::Text, "note", "What somebody wrote down about the run"},
        {"archived", &Run::archived, Kind::Flag, "archived", "Out of sight unless archived runs are shown"},
        {"validation_class_il", &Run::validationClassIl, Kind::Percent, "validation class-IL",
         "Class-incremental accuracy at the end on images held out of training, to choose a setting by, mean over "
         "tasks, in %",
         kWhereMeasured, Better::Higher},
        {"validation_task_il", &Run::validationTaskIl, Kind::Percent, "validation task-IL",
         "Task-incremental accuracy at the end on images held out of training, mean over tasks, in %", kNowhere,
         Better::Higher},
    };
}

struct FigureReader {
    const RunSummary& run;

    FigureValue operator()(std::string RunSummary::*member) const { return run.*member; }
    FigureValue operator()(std::int64_t RunSummary::*member) const { return run.*member; }
    FigureValue operator()(int RunSummary::*member) const { return std::int64_t{run.*member}; }
    FigureValue operator()(RunState RunSummary::*member) const { return std::string(toString(run.*member)); }
    template <typename T>
    FigureValue operator()(std::optional<T> RunSummary::*member) const {
        return run.*member ? FigureValue(*(run.*member)) : FigureValue();
    }
};

} // namespace

const std::vector<RunFigure>& runFigureTable() {
    static const std::vector<RunFigure> figures = makeRunFigures();
    return figures;
}

const RunFigure& runFigure(std::string_view name) {
    const auto& figures = runFigureTable();
    const auto found = std::ranges::find(figures, name, &RunFigure::name);
    if (found == figures.end()) throw Error(fmt::format("run figures: no figure \"{}\"", name));
    return *found;
}

std::vector<const RunFigure*> figuresIn(FigurePlaces place) {
    std::vector<const RunFigure*> result;
    for (const RunFigure& figure : runFigureTable())
        if ((figure.places & place) != 0) result.push_back(&figure);
    return result;
}

const std::vector<std::string_view>& progressColumns() {
    static const std::vector<std::string_view> columns = {"worker_pid",    "progress_task",    "progress_epoch",
                                                          "progress_step", "progress_steps",   "progress_fraction",
                                                          "progress_loss", "remaining_seconds"};
    return columns;
}

FigureValue valueOf(const RunFigure& figure, const RunSummary& run) {
    FigureValue value = std::visit(FigureReader{run}, figure.member);
    if (figure.kind == FigureKind::Texts) return textsIn(std::get<std::string>(value));
    return value;
}

std::optional<double> numberOf(const RunFigure& figure, const RunSummary& run) {
    const FigureValue value = valueOf(figure, run);
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
    if (const auto* number = std::get_if<double>(&value)) return *number;
    return std::nullopt;
}

bool isNumeric(const RunFigure& figure) {
    return isResult(figure) || figure.kind == FigureKind::Count;
}

bool isResult(const RunFigure& figure) {
    switch (figure.kind) {
    case FigureKind::Percent:
    case FigureKind::Bytes:
    case FigureKind::Seconds:
    case FigureKind::Scientific:
        return true;
    default:
        return false;
    }
}

std::string figureText(const RunFigure& figure, const RunSummary& run) {
    const FigureValue value = valueOf(figure, run);
    if (figure.kind == FigureKind::State && run.state == RunState::Running)
        return fmt::format("running {} %", static_cast<int>(run.progress.fraction * 100));
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value))
        return fmt::format("{}", fmt::join(*texts, ", "));
    const auto number = numberOf(figure, run);
    if (!number) return {};
    if (figure.kind == FigureKind::Flag) return *number != 0 ? "yes" : "";
    switch (figure.kind) {
    case FigureKind::Percent:
        return formatPercent(*number);
    case FigureKind::Bytes:
        return formatBytes(static_cast<std::int64_t>(*number));
    case FigureKind::Seconds:
        return formatSeconds(*number);
    case FigureKind::Scientific:
        return formatScientific(*number);
    default:
        return fmt::format("{:.0f}", *number);
    }
}

std::string listingTitle(const RunFigure& figure) {
    return std::string(figure.title) + (figure.kind == FigureKind::Percent ? " %" : "");
}

} // namespace lightcl
