#include "run_list/run_table_columns.h"

#include "run_list/run_columns.h"

#include <QHeaderView>
#include <QSettings>
#include <algorithm>
#include <optional>

namespace lightcl {

namespace {

const QString kHeaderState = QStringLiteral("runTable/columns"); ///< of versions that kept places, not names
const QString kColumns = QStringLiteral("runTable/columnsByName");
const QString kOtherWidths = QStringLiteral("runTable/otherWidths");
const QString kGrouped = QStringLiteral("runTable/widthsAreGrouped");
constexpr int kCellMargins = 12;
constexpr int kNarrowest = 24;

/// A text as wide as the column's usually get.
QString widestText(int column) {
    if (column == originColumn()) return QStringLiteral("from run 99 after task 9");
    const RunFigure* figure = figureOf(column);
    switch (figure != nullptr ? figure->kind : FigureKind::Text) {
    case FigureKind::Text:
    case FigureKind::Texts:
        return QStringLiteral("an experiment");
    case FigureKind::Method:
        return QStringLiteral("LightCL");
    case FigureKind::State:
        return QStringLiteral("running 100 %");
    case FigureKind::Count:
    case FigureKind::Flag:
        return QStringLiteral("99");
    case FigureKind::Moment:
        return QStringLiteral("2000-00-00T00:00:00Z");
    case FigureKind::Bytes:
        return QStringLiteral("1000.0 MiB");
    case FigureKind::Seconds:
        return QStringLiteral("59 min 59 s");
    case FigureKind::Percent:
    case FigureKind::Scientific:
        break;
    }
    return QStringLiteral("-100.00");
}

/// The same of a group's cell; empty where it is no wider.
QString widestGroupText(int column) {
    if (column == runColumn("name")) return QStringLiteral("LightCL (buffer_size = 200), 12 runs (6 finished)");
    const RunFigure* figure = figureOf(column);
    switch (figure != nullptr ? figure->kind : FigureKind::Text) {
    case FigureKind::Percent:
        return QStringLiteral("-88.88 ± 8.88");
    case FigureKind::Bytes:
        return QStringLiteral("888.8 ± 8.8 MiB");
    case FigureKind::Seconds:
        return QStringLiteral("888.8 ± 8.8 s");
    case FigureKind::Count:
        return QStringLiteral("0–99");
    default:
        return {};
    }
}

QString nameOf(int column) {
    const RunFigure* figure = figureOf(column);
    return figure == nullptr ? QStringLiteral("color")
                             : QString::fromUtf8(figure->name.data(), std::ssize(figure->name));
}

std::optional<int> columnNamed(const QString& name) {
    for (int column = 0; column < runColumns(); ++column)
        if (nameOf(column) == name) return column;
    return std::nullopt;
}

} // namespace

RunTableColumns::RunTableColumns(QTableView& view) : QObject(&view), view_(&view), menu_(new QMenu(tr("Col&umns"))) {
    menu_->setToolTipsVisible(true);
    menu_->menuAction()->setToolTip(tr("Sort by, move and widen the current column; choose which are shown"));
    menu_->menuAction()->setStatusTip(menu_->menuAction()->toolTip());
    setUp();
    addCommands();
    addShown();
    QHeaderView* header = view_->horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint& place) {
        const int column = header->logicalIndexAt(place);
        const QModelIndex current = view_->currentIndex();
        if (column >= 0 && current.isValid())
            view_->selectionModel()->setCurrentIndex(current.siblingAtColumn(column), QItemSelectionModel::NoUpdate);
        menu_->popup(header->mapToGlobal(place));
    });
}

RunTableColumns::~RunTableColumns() {
    delete menu_;
}

void RunTableColumns::setUp() {
    QHeaderView* header = view_->horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    for (int column = 0; column < runColumns(); ++column) {
        const int content = view_->fontMetrics().horizontalAdvance(widestText(column)) + kCellMargins;
        header->resizeSection(column, std::max(content, header->sectionSizeHint(column)));
        view_->setColumnHidden(column, !isShownByDefault(column));
    }
    header->resizeSection(kColorColumn, 30);
    header->moveSection(header->visualIndex(originColumn()), header->visualIndex(runColumn("state")) + 1);
}

QAction* RunTableColumns::add(const QString& text, const QString& tip, const QKeySequence& keys,
                              void (RunTableColumns::*act)()) {
    QAction* action = menu_->addAction(text, this, act);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    action->setToolTip(tip);
    action->setStatusTip(tip);
    view_->addAction(action);
    return action;
}

void RunTableColumns::addCommands() {
    add(tr("&Sort by this column"), tr("Sort by the current column, once more the other way round"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_Down, &RunTableColumns::sortByCurrent);
    add(tr("Move &left"), tr("Move the current column to the left, as dragging its heading does"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_Left, &RunTableColumns::moveLeft);
    add(tr("Move &right"), tr("Move the current column to the right, as dragging its heading does"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_Right, &RunTableColumns::moveRight);
    add(tr("&Wider"), tr("Make the current column wider"), Qt::ALT | Qt::SHIFT | Qt::Key_Right,
        &RunTableColumns::widen);
    add(tr("&Narrower"), tr("Make the current column narrower"), Qt::ALT | Qt::SHIFT | Qt::Key_Left,
        &RunTableColumns::narrow);
    add(tr("&Fit to its content"), tr("Make the current column as wide as its cells"),
        Qt::ALT | Qt::SHIFT | Qt::Key_Down, &RunTableColumns::fit);
    menu_->addSeparator();
}

void RunTableColumns::addShown() {
    for (int column = 1; column < runColumns(); ++column) {
        QAction* action = menu_->addAction(columnTitle(column));
        action->setToolTip(columnHelp(column));
        action->setStatusTip(columnHelp(column));
        action->setCheckable(true);
        // By what is so, for the command palette triggers it as well without opening the menu.
        connect(action, &QAction::triggered, this, [this, column, action] {
            view_->setColumnHidden(column, !view_->isColumnHidden(column));
            action->setChecked(!view_->isColumnHidden(column));
        });
        connect(menu_, &QMenu::aboutToShow, action,
                [this, column, action] { action->setChecked(!view_->isColumnHidden(column)); });
    }
}

void RunTableColumns::sortByCurrent() {
    const int column = view_->currentIndex().column();
    if (column < 0) return;
    const QHeaderView& header = *view_->horizontalHeader();
    const bool again = header.sortIndicatorSection() == column && header.sortIndicatorOrder() == Qt::AscendingOrder;
    view_->sortByColumn(column, again ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void RunTableColumns::moveCurrent(int step) {
    QHeaderView& header = *view_->horizontalHeader();
    const int column = view_->currentIndex().column();
    if (column < 0) return;
    int place = header.visualIndex(column) + step;
    while (place >= 0 && place < header.count() && header.isSectionHidden(header.logicalIndex(place))) place += step;
    if (place < 0 || place >= header.count()) return;
    header.moveSection(header.visualIndex(column), place);
    view_->scrollTo(view_->currentIndex());
}

void RunTableColumns::resizeCurrent(int step) {
    const int column = view_->currentIndex().column();
    if (column < 0) return;
    const int width = view_->columnWidth(column) + step * view_->fontMetrics().horizontalAdvance(QLatin1Char('0'));
    view_->setColumnWidth(column, std::max(width, kNarrowest));
}

void RunTableColumns::fit() {
    if (const int column = view_->currentIndex().column(); column > kColorColumn) view_->resizeColumnToContents(column);
}

RunTableColumns::Widths RunTableColumns::widths() const {
    Widths widths;
    for (int column = 0; column < runColumns(); ++column) {
        if (!view_->isColumnHidden(column)) widths[nameOf(column)] = view_->columnWidth(column);
    }
    return widths;
}

void RunTableColumns::apply(const Widths& widths) {
    for (const auto& [name, width] : widths)
        if (const auto column = columnNamed(name)) view_->horizontalHeader()->resizeSection(*column, width);
}

void RunTableColumns::setGrouped(bool grouped) {
    if (grouped == isGrouped_) return;
    isGrouped_ = grouped;
    Widths before = widths();
    const QAbstractItemView& items = *view_;
    if (others_.empty()) {
        for (int column = 0; column < runColumns(); ++column) {
            const QString widest = widestGroupText(column);
            if (widest.isEmpty() || view_->isColumnHidden(column)) continue;
            int content = view_->fontMetrics().horizontalAdvance(widest) + kCellMargins;
            if (column == runColumn("name")) content = std::min(content, items.sizeHintForColumn(column));
            view_->setColumnWidth(column, std::max(content, view_->columnWidth(column)));
        }
    }
    apply(others_);
    others_ = std::move(before);
}

void RunTableColumns::save() const {
    const QHeaderView& header = *view_->horizontalHeader();
    QStringList columns;
    for (int place = 0; place < header.count(); ++place) {
        const int column = header.logicalIndex(place);
        columns << QStringLiteral("%1 %2 %3")
                       .arg(nameOf(column))
                       .arg(view_->columnWidth(column))
                       .arg(view_->isColumnHidden(column) ? 0 : 1);
    }
    columns << QStringLiteral("sort %1 %2")
                   .arg(nameOf(std::max(header.sortIndicatorSection(), 0)))
                   .arg(static_cast<int>(header.sortIndicatorOrder()));
    QStringList others;
    for (const auto& [name, width] : others_) others << QStringLiteral("%1 %2").arg(name).arg(width);
    QSettings settings;
    settings.setValue(kColumns, columns);
    settings.setValue(kOtherWidths, others);
    settings.setValue(kGrouped, isGrouped_);
}

void RunTableColumns::takeUp(const QStringList& columns) {
    QHeaderView& header = *view_->horizontalHeader();
    int place = 0;
    for (const QString& entry : columns) {
        const QStringList parts = entry.split(QLatin1Char(' '));
        if (parts.size() != 3) continue;
        if (parts[0] == QLatin1String("sort")) {
            if (const auto column = columnNamed(parts[1]))
                view_->sortByColumn(*column, parts[2].toInt() == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
            continue;
        }
        const auto column = columnNamed(parts[0]);
        if (!column) continue;
        header.moveSection(header.visualIndex(*column), place++);
        if (parts[1].toInt() >= kNarrowest) header.resizeSection(*column, parts[1].toInt());
        view_->setColumnHidden(*column, *column != kColorColumn && parts[2] == QLatin1String("0"));
    }
}

void RunTableColumns::restore() {
    const QSettings settings;
    const QStringList columns = settings.value(kColumns).toStringList();
    if (columns.isEmpty()) {
        const QByteArray state = settings.value(kHeaderState).toByteArray();
        if (!state.isEmpty()) view_->horizontalHeader()->restoreState(state);
        return;
    }
    takeUp(columns);
    others_.clear();
    for (const QString& entry : settings.value(kOtherWidths).toStringList())
        others_[entry.section(QLatin1Char(' '), 0, 0)] =
            std::max(entry.section(QLatin1Char(' '), 1, 1).toInt(), kNarrowest);
    isGrouped_ = settings.value(kGrouped, false).toBool();
}

} // namespace lightcl
