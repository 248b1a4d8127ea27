#include "plots/run_label.h"

#include "run_list/run_columns.h"

#include <QObject>
#include <QRegularExpression>

namespace lightcl {

QString runLabel(const RunData& run) {
    return QObject::tr("%1, seed %2").arg(methodTitle(run.summary.method)).arg(run.summary.seed);
}

QStringList runLabels(const std::vector<RunDataPtr>& runs) {
    QStringList plain;
    for (const auto& run : runs) plain << runLabel(*run);
    auto labels = plain;
    for (qsizetype index = 0; index < plain.size(); ++index)
        if (plain.count(plain[index]) > 1)
            labels[index] += QString(" (#%1)").arg(runs[static_cast<std::size_t>(index)]->summary.id);
    return labels;
}

QString runTitle(const RunData& run) {
    const auto name = QString::fromStdString(run.summary.name);
    return name.isEmpty() ? runLabel(run) : QString("%1: %2").arg(name, runLabel(run));
}

QString runFileStem(const RunData& run) {
    auto stem = QString("%1-%2-seed%3")
                    .arg(QString::fromStdString(run.summary.name), QString::fromStdString(run.summary.method))
                    .arg(run.summary.seed);
    static const QRegularExpression unusual("[^\\w.]+");
    return stem.replace(unusual, "-").toLower();
}

} // namespace lightcl
