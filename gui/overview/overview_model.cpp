#include "overview/overview_model.h"

#include "base/units.h"
#include "figures/figure_text.h"
#include "plots/category_colors.h"
#include "runs/run_figure.h"

#include <algorithm>

namespace lightcl {

namespace {

QString fromText(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// "measured: weights 3.4 MiB, activations 9.1 MiB"
QString piecesOf(const MemoryBar& bar) {
    QStringList pieces;
    for (const auto& piece : stackedPieces(bar.bytes))
        pieces << QStringLiteral("%1 %2").arg(categoryTitle(piece.category),
                                              QString::fromStdString(formatBytes(piece.to - piece.from)));
    return OverviewModel::tr("%1, seed by seed much alike; of the first: %2")
        .arg(QString::fromStdString(barLabel(bar)), pieces.join(QStringLiteral(", ")));
}

} // namespace

void OverviewModel::show(const StoreOverview& overview) {
    beginResetModel();
    overview_ = overview;
    rows_.clear();
    mostBytes_ = 0;
    for (const auto& setting : overview_)
        for (const auto& row : setting.rows) {
            rows_.push_back({&setting, &row});
            if (const auto peak = peakOf(row.group)) mostBytes_ = std::max(mostBytes_, peak->mean);
            if (row.memory) mostBytes_ = std::max(mostBytes_, static_cast<double>(row.memory->bytes.total()));
        }
    endResetModel();
}

void OverviewModel::setColors(const RunColors* colors) {
    colors_ = colors;
    if (!rows_.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int OverviewModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int OverviewModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(ColumnCount);
}

std::optional<MeanSd> OverviewModel::mean(const Entry& entry, Column column) const {
    const MethodGroup& group = entry.row->group;
    switch (column) {
    case Accuracy:
        return group.figure("class_il");
    case TaskIl:
        return group.figure("task_il");
    case Forgetting:
        return group.figure("forgetting");
    case Memory:
        return peakOf(group);
    case Time:
        return group.figure("seconds");
    default:
        return std::nullopt;
    }
}

double OverviewModel::scaleOf(Column column) const {
    return column == Memory ? mostBytes_ : 1;
}

QString OverviewModel::text(const Entry& entry, Column column) const {
    const auto value = mean(entry, column);
    switch (column) {
    case Method:
        return QString::fromStdString(entry.row->group.label);
    case Seeds:
        return QString::number(entry.row->group.runs.size());
    case Accuracy:
    case TaskIl:
    case Forgetting:
        return QString::fromStdString(meanSdText(value, kPercentUnit, 1));
    case Memory:
        return value ? QString::fromStdString(formatBytes(static_cast<std::int64_t>(value->mean)))
                     : QStringLiteral("-");
    case Time:
        return value ? QString::fromStdString(formatSeconds(value->mean)) : QStringLiteral("-");
    case Setting:
        return QString::fromStdString(entry.setting->title);
    case ColumnCount:
        break;
    }
    return {};
}

QString OverviewModel::tip(const Entry& entry, Column column) const {
    const QString name = QString::fromStdString(entry.row->group.label);
    const QString line = tr("%1, %n run(s) in %2", nullptr, static_cast<int>(entry.row->group.runs.size()))
                             .arg(name, QString::fromStdString(entry.setting->title));
    if (column == Memory && entry.row->memory) return line + QLatin1Char('\n') + piecesOf(*entry.row->memory);
    return line + QLatin1Char('\n') + tr("Choose it to see its runs in the plots");
}

QVariant OverviewModel::sortValue(const Entry& entry, Column column) const {
    if (column == Method || column == Setting) return text(entry, column);
    if (column == Seeds) return static_cast<int>(entry.row->group.runs.size());
    const auto value = mean(entry, column);
    return value ? QVariant(value->mean) : QVariant(-2.0);
}

QVariant OverviewModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Entry& entry = rows_[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    const auto share = [&](double value) { return std::clamp(value / std::max(scaleOf(column), 1e-9), 0.0, 1.0); };
    const auto value = column == Accuracy || column == Memory ? mean(entry, column) : std::nullopt;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(entry, column);
    case Qt::ToolTipRole:
        return tip(entry, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (column == Method || column == Setting || column == Accuracy || column == Memory
                                        ? Qt::AlignLeft
                                        : Qt::AlignRight));
    case SortRole:
        return sortValue(entry, column);
    case ShareRole:
        return value ? QVariant(share(value->mean)) : QVariant();
    case SpreadRole:
        return value && value->sd ? QVariant(share(*value->sd)) : QVariant();
    case ColorRole:
        return colors_ != nullptr ? QVariant(colors_->groupColor(entry.row->group.runs.front())) : QVariant();
    default:
        return {};
    }
}

QVariant OverviewModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) return {};
    const bool title = role == Qt::DisplayRole;
    const auto figure = [&](const char* name, const QString& heading) {
        return title ? heading : tr("%1; mean ± standard deviation over seeds").arg(fromText(runFigure(name).help));
    };
    switch (section) {
    case Method:
        return title ? tr("Method") : tr("The method, and its settings where it stands here more than once");
    case Seeds:
        return title ? tr("Seeds") : tr("Finished runs that differ in the seed only");
    case Accuracy:
        return figure("class_il", tr("Class-IL %"));
    case TaskIl:
        return figure("task_il", tr("Task-IL %"));
    case Forgetting:
        return figure("forgetting", tr("Forgetting %"));
    case Memory:
        return figure("measured_peak_bytes", tr("Peak memory"));
    case Time:
        return figure("seconds", tr("Time"));
    case Setting:
        return title ? tr("Trained on") : tr("Only methods that were trained on the same are compared");
    default:
        return {};
    }
}

} // namespace lightcl
