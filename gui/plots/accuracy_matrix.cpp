#include "plots/accuracy_matrix.h"

#include <QObject>
#include <algorithm>
#include <limits>

namespace lightcl {

namespace {

/// The last epoch with rows of each trained task, index 0 the untrained network.
std::vector<int> lastEpochs(const RunData& run, int tasks) {
    std::vector<int> last(static_cast<std::size_t>(tasks) + 1, -1);
    for (const auto& row : run.accuracies)
        if (row.trainedTask >= 0) {
            auto& epoch = last[static_cast<std::size_t>(row.trainedTask)];
            epoch = std::max(epoch, row.epoch);
        }
    return last;
}

} // namespace

AccuracyMatrix::AccuracyMatrix(const RunData& run, AccuracyKind kind)
    : tasks_(taskCount(run)), values_(static_cast<std::size_t>(tasks_ + 1) * static_cast<std::size_t>(tasks_)) {
    const auto last = lastEpochs(run, tasks_);
    for (const auto& row : run.accuracies) {
        if (row.trainedTask < 0 || row.evalTask < 1) continue;
        const auto trained = static_cast<std::size_t>(row.trainedTask);
        if (row.epoch != last[trained]) continue;
        const auto accuracy = accuracyOf(row, kind);
        values_[trained * static_cast<std::size_t>(tasks_) + static_cast<std::size_t>(row.evalTask) - 1] = accuracy;
        if (trained == 0 && accuracy) untrained_ = true;
    }
}

std::optional<double> AccuracyMatrix::at(int trainedTask, int evalTask) const {
    if (trainedTask < 0 || trainedTask > tasks_ || evalTask < 1 || evalTask > tasks_) return std::nullopt;
    return values_[static_cast<std::size_t>(trainedTask) * static_cast<std::size_t>(tasks_) +
                   static_cast<std::size_t>(evalTask) - 1];
}

bool AccuracyMatrix::empty() const {
    return std::none_of(values_.begin(), values_.end(), [](const auto& value) { return value.has_value(); });
}

CsvTable AccuracyMatrix::toTable() const {
    CsvTable table{{"trained_task"}, {}};
    for (int task = 1; task <= tasks_; ++task) table.header << QString("task_%1").arg(task);
    for (int trained = firstTrainedTask(); trained <= tasks_; ++trained) {
        QStringList row{QString::number(trained)};
        for (int task = 1; task <= tasks_; ++task)
            row << csvNumber(at(trained, task).value_or(std::numeric_limits<double>::quiet_NaN()));
        table.rows.push_back(row);
    }
    return table;
}

std::vector<SummaryFigure> summaryFigures(const RunSummary& run, AccuracyKind kind) {
    const bool classIl = kind == AccuracyKind::ClassIl;
    return {
        {QObject::tr("average"), QObject::tr("mean accuracy on all tasks after the last"),
         classIl ? run.classIl : run.taskIl},
        {QObject::tr("forgetting"), QObject::tr("mean loss of accuracy since each earlier task's best"),
         classIl ? run.forgetting : run.forgettingTaskIl},
        {QObject::tr("BWT"), QObject::tr("backward transfer: mean change of accuracy since each task was learned"),
         classIl ? run.bwt : run.bwtTaskIl},
        {QObject::tr("FWT"),
         QObject::tr("forward transfer: mean accuracy before training a task, above the untrained network's"), run.fwt},
        {QObject::tr("learning accuracy"), QObject::tr("mean accuracy on each task just after it was trained"),
         classIl ? run.learningAccuracy : run.learningAccuracyTaskIl},
    };
}

} // namespace lightcl
