#include "run_list/run_table_model.h"

#include "figures/run_names.h"

namespace lightcl {

RunTableModel::RunTableModel(RunColors colors, QObject* parent) : RunListModel(parent), colors_(std::move(colors)) {
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(this, signal, this, [this] { records_.outdate(); });
    connect(this, &QAbstractItemModel::dataChanged, this, [this] { records_.outdate(); });
}

void RunTableModel::setColors(RunColors colors) {
    colors_ = std::move(colors);
    tellColors();
}

void RunTableModel::setPlaces(RunPlaces places) {
    colors_.setPlaces(std::move(places));
    tellColors();
}

void RunTableModel::chooseColor(RunId run, const QColor& color) {
    colors_.choose(run, color);
    tellColors();
}

void RunTableModel::setDrawn(std::set<RunId> runs) {
    if (runs == drawn_) return;
    drawn_ = std::move(runs);
    // Later: a filter that takes a selected run away changes what is drawn while it rearranges its rows.
    QMetaObject::invokeMethod(this, &RunTableModel::tellColors, Qt::QueuedConnection);
}

void RunTableModel::tellColors() {
    if (rowCount() > 0) emit dataChanged(index(0, kColorColumn), index(rowCount() - 1, kColorColumn));
}

void RunTableModel::setFacts(const RunFactsById& facts) {
    records_.setFacts(facts);
    emit factsChanged();
}

const std::vector<const RunRecord*>& RunTableModel::records() const {
    return records_.of(runs());
}

void RunTableModel::setBaseline(std::optional<Baseline> baseline) {
    if (baseline == baseline_) return;
    baseline_ = std::move(baseline);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1),
                         {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole, BaselineRole});
    emit baselineChanged();
}

bool RunTableModel::isBaseline(const RunSummary& run) const {
    return baseline_ && !baseline_->isGroup && baseline_->holds(run.id);
}

int RunTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : runColumns();
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const RunSummary& run = runs()[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return textOf(run, column);
    case Qt::ToolTipRole:
        return toolTipOf(run, column);
    case DrawnRole:
        return isDrawn(run.id);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(columnAlignment(column));
    case Qt::DecorationRole:
        return column == kColorColumn ? QVariant(colors_.color(run.id)) : QVariant();
    // A colour alone says nothing to a screen reader.
    case Qt::AccessibleTextRole:
        if (column == runColumn("name") && isBaseline(run)) return tr("%1, baseline").arg(textOf(run, column));
        if (column != kColorColumn) return textOf(run, column);
        return (isDrawn(run.id) ? tr("%1, drawn") : tr("%1, not drawn")).arg(colors_.color(run.id).name());
    case BaselineRole:
        return isBaseline(run);
    case SortRole:
        return sortValue(run, column);
    default:
        return commonData(run, role);
    }
}

QString RunTableModel::toolTipOf(const RunSummary& run, int column) const {
    if (column == kColorColumn) return isDrawn(run.id) ? tr("Drawn in the plots") : tr("Not drawn: select it");
    const auto value = comparableValue(run, column);
    if (!baseline_ || !value || isBaseline(run)) return cellToolTip(run, column);
    return QString::fromStdString(baselineHelp(*figureOf(column), *value, *baseline_));
}

QString RunTableModel::textOf(const RunSummary& run, int column) const {
    const auto value = comparableValue(run, column);
    if (baseline_ && value && !isBaseline(run))
        if (const auto difference = baselineCell(*figureOf(column), *value, *baseline_))
            return QString::fromStdString(*difference);
    if (column != originColumn()) return cellText(run, column);
    return QString::fromStdString(runOrigin(run, run.parentRun && rowOf(*run.parentRun) >= 0));
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= runColumns()) return {};
    if (role == Qt::DisplayRole) return columnTitle(section);
    if (role == Qt::ToolTipRole) return columnHelp(section);
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(columnAlignment(section));
    return {};
}

} // namespace lightcl
