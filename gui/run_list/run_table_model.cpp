#include "run_list/run_table_model.h"

#include "figures/run_names.h"

namespace lightcl {

namespace {

Qt::Alignment alignment(int column) {
    const RunFigure* figure = figureOf(column);
    if (column == originColumn()) return Qt::AlignVCenter | Qt::AlignLeft; // words
    // A short number right beside a left-aligned word would run into it.
    if (figure != nullptr && figure->kind == FigureKind::Count) return Qt::AlignCenter;
    return Qt::AlignVCenter | (figure != nullptr && isNumeric(*figure) ? Qt::AlignRight : Qt::AlignLeft);
}

} // namespace

RunTableModel::RunTableModel(RunColors colors, QObject* parent) : RunListModel(parent), colors_(std::move(colors)) {}

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
        if (column == kColorColumn) return isDrawn(run.id) ? tr("Drawn in the plots") : tr("Not drawn: select it");
        return cellToolTip(run, column);
    case DrawnRole:
        return isDrawn(run.id);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(alignment(column));
    case Qt::DecorationRole:
        return column == kColorColumn ? QVariant(colors_.color(run.id)) : QVariant();
    // A colour alone says nothing to a screen reader.
    case Qt::AccessibleTextRole:
        if (column != kColorColumn) return textOf(run, column);
        return (isDrawn(run.id) ? tr("%1, drawn") : tr("%1, not drawn")).arg(colors_.color(run.id).name());
    case SortRole:
        return sortValue(run, column);
    default:
        return commonData(run, role);
    }
}

QString RunTableModel::textOf(const RunSummary& run, int column) const {
    if (column != originColumn()) return cellText(run, column);
    return QString::fromStdString(runOrigin(run, run.parentRun && rowOf(*run.parentRun) >= 0));
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= runColumns()) return {};
    if (role == Qt::DisplayRole) return columnTitle(section);
    if (role == Qt::ToolTipRole) return columnHelp(section);
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(alignment(section));
    return {};
}

} // namespace lightcl
