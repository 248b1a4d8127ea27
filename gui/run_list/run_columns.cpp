#include "run_list/run_columns.h"

#include "base/units.h"
#include "figures/run_names.h"

#include <QCoreApplication>
#include <QLocale>
#include <array>

namespace lightcl {

namespace {

struct Columns {
    Q_DECLARE_TR_FUNCTIONS(lightcl::Columns)
};

struct ColumnInfo {
    const char* title;
    const char* help;
    bool numeric;
    bool shown;
};

const ColumnInfo& info(RunColumn column) {
    static const std::array<ColumnInfo, kRunColumns> all = {{
        {"", QT_TRANSLATE_NOOP("lightcl::Columns", "The run's colour in every plot"), false, true},
        {QT_TRANSLATE_NOOP("lightcl::Columns", "Name"), QT_TRANSLATE_NOOP("lightcl::Columns", "The experiment's name"),
         false, true},
        {QT_TRANSLATE_NOOP("lightcl::Columns", "Method"),
         QT_TRANSLATE_NOOP("lightcl::Columns", "How the network learns continually"), false, true},
        {QT_TRANSLATE_NOOP("lightcl::Columns", "Seed"),
         QT_TRANSLATE_NOOP("lightcl::Columns", "The seed of every random draw"), true, true},
        {QT_TRANSLATE_NOOP("lightcl::Columns", "State"),
         QT_TRANSLATE_NOOP("lightcl::Columns", "Queued, running, done, failed or interrupted"), false, true},
        {QT_TRANSLATE_NOOP("lightcl::Columns", "Class-IL"),
         QT_TRANSLATE_NOOP("lightcl::Columns", "Class-incremental accuracy at the end, mean over tasks, in %"), true,
         true},
        {QT_TRANSLATE_NOOP("lightcl::Columns", "Task-IL"),
         QT_TRANSLATE_NOOP("lightcl::Columns", "Task-incremental accuracy at the end, mean over tasks, in %"), true,
         true},
        {QT_TRANSLATE_NOOP("lightcl::Columns", "Forgetting"),
         QT_TRANSLATE_NOOP("lightcl::Columns",
                           "Class-IL accuracy lost since each task's best, mean over earlier tasks, in %"),
         true, true},
        {QT_TRANSLATE_NOOP("lightcl::Columns", "BWT"),
         QT_TRANSLATE_NOOP("lightcl::Columns",
                           "Backward transfer (class-IL): change since each task was learned, in %"),
         true, true},
        {QT_TRANSLATE_NOOP("lightcl::Columns", "Predicted"),
         QT_TRANSLATE_NOOP("lightcl::Columns", "Predicted peak of tensor memory (exact convention)"), true, true},
        {QT_TRANSLATE_NOOP("lightcl::Columns", "Measured"),
         QT_TRANSLATE_NOOP("lightcl::Columns", "Measured peak of tensor memory"), true, true},
        {QT_TRANSLATE_NOOP("lightcl::Columns", "Peak RSS"),
         QT_TRANSLATE_NOOP("lightcl::Columns", "The worker process's peak resident memory"), true, true},
        {QT_TRANSLATE_NOOP("lightcl::Columns", "Time"), QT_TRANSLATE_NOOP("lightcl::Columns", "Working time so far"),
         true, true},
        {QT_TRANSLATE_NOOP("lightcl::Columns", "Learning acc."),
         QT_TRANSLATE_NOOP("lightcl::Columns", "Accuracy of each task just after it was learned, mean, in %"), true,
         false},
        {QT_TRANSLATE_NOOP("lightcl::Columns", "Paper"),
         QT_TRANSLATE_NOOP("lightcl::Columns", "Predicted peak memory by the paper's accounting"), true, false},
        {QT_TRANSLATE_NOOP("lightcl::Columns", "FLOPs"),
         QT_TRANSLATE_NOOP("lightcl::Columns", "Operations of the whole training"), true, false},
        {QT_TRANSLATE_NOOP("lightcl::Columns", "Dataset"), QT_TRANSLATE_NOOP("lightcl::Columns", "The dataset"), false,
         false},
        {QT_TRANSLATE_NOOP("lightcl::Columns", "Backbone"), QT_TRANSLATE_NOOP("lightcl::Columns", "The network"), false,
         false},
        {QT_TRANSLATE_NOOP("lightcl::Columns", "Created"),
         QT_TRANSLATE_NOOP("lightcl::Columns", "When the run was queued (UTC)"), false, false},
    }};
    return all[static_cast<std::size_t>(column)];
}

std::optional<double> percentage(const RunSummary& run, RunColumn column) {
    switch (column) {
    case RunColumn::ClassIl:
        return run.classIl;
    case RunColumn::TaskIl:
        return run.taskIl;
    case RunColumn::Forgetting:
        return run.forgetting;
    case RunColumn::Bwt:
        return run.bwt;
    case RunColumn::LearningAccuracy:
        return run.learningAccuracy;
    default:
        return std::nullopt;
    }
}

std::optional<std::int64_t> bytes(const RunSummary& run, RunColumn column) {
    switch (column) {
    case RunColumn::PredictedPeak:
        return run.predictedPeakBytes;
    case RunColumn::MeasuredPeak:
        return run.measuredPeakBytes;
    case RunColumn::PeakRss:
        return run.peakRssBytes;
    case RunColumn::PaperPeak:
        return run.paperPeakBytes;
    default:
        return std::nullopt;
    }
}

QString stateText(RunState state) {
    switch (state) {
    case RunState::Queued:
        return Columns::tr("queued");
    case RunState::Running:
        return Columns::tr("running");
    case RunState::Done:
        return Columns::tr("done");
    case RunState::Failed:
        return Columns::tr("failed");
    case RunState::Interrupted:
        return Columns::tr("interrupted");
    }
    return {};
}

QString numberText(const RunSummary& run, RunColumn column) {
    if (const auto fraction = percentage(run, column)) return QString::fromStdString(formatPercent(*fraction));
    if (const auto size = bytes(run, column)) return QString::fromStdString(formatBytes(*size));
    if (column == RunColumn::Seed) return QString::number(run.seed);
    if (column == RunColumn::Time && run.seconds) return QString::fromStdString(formatSeconds(*run.seconds));
    if (column == RunColumn::Flops && run.trainingFlops)
        return QString::fromStdString(formatScientific(*run.trainingFlops));
    return {};
}

} // namespace

QString columnTitle(RunColumn column) {
    return Columns::tr(info(column).title);
}
QString columnHelp(RunColumn column) {
    return Columns::tr(info(column).help);
}
bool isNumeric(RunColumn column) {
    return info(column).numeric;
}
bool isShownByDefault(RunColumn column) {
    return info(column).shown;
}

QString cellText(const RunSummary& run, RunColumn column) {
    switch (column) {
    case RunColumn::Color:
        return {};
    case RunColumn::Name:
        return QString::fromStdString(run.name);
    case RunColumn::Method:
        return QString::fromStdString(methodTitle(run.method));
    case RunColumn::State:
        return run.state == RunState::Running
                   ? Columns::tr("running %1 %").arg(static_cast<int>(run.progress.fraction * 100))
                   : stateText(run.state);
    case RunColumn::Dataset:
        return QString::fromStdString(run.dataset);
    case RunColumn::Backbone:
        return QString::fromStdString(run.backbone);
    case RunColumn::Created:
        return QString::fromStdString(run.createdAt);
    default:
        return numberText(run, column);
    }
}

QString cellToolTip(const RunSummary& run, RunColumn column) {
    const QString title = QString::fromStdString(runTitle(run));
    if (column == RunColumn::State && !run.message.empty())
        return title + QStringLiteral(": ") + stateText(run.state) + QLatin1Char('\n') +
               QString::fromStdString(run.message);
    if (const auto fraction = percentage(run, column))
        return Columns::tr("%1: %2 %").arg(columnHelp(column)).arg(*fraction * 100, 0, 'f', 4);
    if (const auto size = bytes(run, column))
        return Columns::tr("%1: %2 bytes")
            .arg(columnHelp(column), QLocale(QLocale::English).toString(qlonglong(*size)));
    if (column == RunColumn::Time && run.seconds)
        return Columns::tr("%1: %2 seconds").arg(columnHelp(column)).arg(*run.seconds, 0, 'f', 2);
    return Columns::tr("Run %1: %2\n%3, %4, %5")
        .arg(run.id)
        .arg(title, QString::fromStdString(run.scenario), QString::fromStdString(run.dataset),
             QString::fromStdString(run.backbone));
}

QVariant sortValue(const RunSummary& run, RunColumn column) {
    if (const auto fraction = percentage(run, column)) return *fraction;
    if (const auto size = bytes(run, column)) return qlonglong(*size);
    switch (column) {
    case RunColumn::Color:
        return qlonglong(run.id);
    case RunColumn::Seed:
        return qlonglong(run.seed);
    case RunColumn::Time:
        return run.seconds ? QVariant(*run.seconds) : QVariant();
    case RunColumn::Flops:
        return run.trainingFlops ? QVariant(*run.trainingFlops) : QVariant();
    default:
        return isNumeric(column) ? QVariant() : QVariant(cellText(run, column));
    }
}

} // namespace lightcl
