#include "run_list/run_table_panel.h"

#include "widgets/branch_delegate.h"
#include "widgets/copy_table.h"
#include "widgets/progress_delegate.h"
#include "widgets/swatch_delegate.h"

#include <QHeaderView>
#include <QSettings>
#include <QShortcut>
#include <QVBoxLayout>
#include <algorithm>
#include <set>
#include <utility>

namespace lightcl {

namespace {

const QString kShowedOrigins = QStringLiteral("runTable/showedOrigins");
const QString kGrouping = QStringLiteral("runTable/groupBy");

} // namespace

RunTablePanel::RunTablePanel(RunTableModel& model, QWidget* parent)
    : QWidget(parent), model_(&model), rows_(model), filter_(&rows_.model()), view_(new RunTableView(this)),
      pages_(new QStackedWidget(this)) {
    view_->setModel(filter_);
    columns_ = new RunTableColumns(*view_);
    head_ = new RunTableHead(rows_, model, this);
    setUpView();
    setUpHint();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(4);
    column->addLayout(head_);
    column->addWidget(pages_, 1);
    connect(head_, &RunTableHead::filterEdited, this, &RunTablePanel::chooseWhatShows);
    connect(head_, &RunTableHead::groupsChosen, columns_, &RunTableColumns::setGrouped);
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(filter_, signal, this, &RunTablePanel::chooseWhatShows);
    connect(filter_, &QAbstractItemModel::modelReset, this, &RunTablePanel::chooseWhatShows);
    connect(model_, &QAbstractItemModel::rowsInserted, this, &RunTablePanel::showOriginsOnce);
    connect(&rows_, &RunTableRows::regrouped, this, &RunTablePanel::tellRegrouped);
    connect(&rows_, &RunTableRows::baselineLost, this, [this](const QString& label) {
        emit message(tr("%1 was deleted: results are shown as they are again.").arg(label));
    });
    chooseWhatShows();
}

void RunTablePanel::setUpView() {
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view_->setSortingEnabled(true);
    view_->sortByColumn(kColorColumn, Qt::AscendingOrder);
    view_->setAlternatingRowColors(true);
    view_->setShowGrid(false);
    view_->setWordWrap(false);
    view_->setTabKeyNavigation(false);
    view_->setAccessibleName(tr("Runs"));
    view_->setToolTip(tr("Select runs (Ctrl or Shift for several) to see them in the plots; Esc selects none"));
    view_->setContextMenuPolicy(Qt::ActionsContextMenu);
    view_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    addCopyTableMenu(*view_);
    view_->setItemDelegateForColumn(runColumn("state"), new ProgressDelegate(view_));
    view_->setItemDelegateForColumn(runColumn("name"), new BranchDelegate(view_));
    view_->setItemDelegateForColumn(kColorColumn, new SwatchDelegate(view_));
    view_->verticalHeader()->hide();
    view_->verticalHeader()->setDefaultSectionSize(view_->fontMetrics().height() + 8);
    connect(view_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        told_ = selectedRuns();
        emit selectionChanged();
    });
    connect(view_, &RunTableView::foldChosen, &rows_, &RunTableRows::setOpen);
    auto* deselect = new QShortcut(Qt::Key_Escape, view_);
    deselect->setContext(Qt::WidgetShortcut);
    connect(deselect, &QShortcut::activated, view_, &QTableView::clearSelection);
    pages_->addWidget(view_);
}

void RunTablePanel::setUpHint() {
    auto* page = new QWidget(this);
    hint_ = new QLabel(page);
    hint_->setWordWrap(true);
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    design_ = new QPushButton(tr("Design an experiment"), page);
    openOther_ = new QPushButton(tr("Open another database…"), page);
    openAgain_ = new QPushButton(tr("Open it again"), page);
    design_->setToolTip(tr("Go to the designer: scenario, network, methods and seeds in one form"));
    openOther_->setToolTip(tr("Choose a file that holds runs, or name one that is to be made"));
    openAgain_->setToolTip(tr("Open what lies at the database's place now; an empty one is made where nothing does"));
    connect(openAgain_, &QPushButton::clicked, this, &RunTablePanel::openAgainRequested);
    connect(design_, &QPushButton::clicked, this, &RunTablePanel::designerRequested);
    connect(openOther_, &QPushButton::clicked, this, &RunTablePanel::openDatabaseRequested);
    auto* column = new QVBoxLayout(page);
    column->addStretch(1);
    column->addWidget(hint_);
    column->addSpacing(8);
    column->addWidget(design_, 0, Qt::AlignHCenter);
    column->addWidget(openAgain_, 0, Qt::AlignHCenter);
    column->addWidget(openOther_, 0, Qt::AlignHCenter);
    column->addStretch(2);
    pages_->addWidget(page);
}

void RunTablePanel::chooseWhatShows() {
    const bool empty = model_->rowCount() == 0;
    const bool broken = !problem_.isEmpty();
    if (broken) {
        hint_->setText(tr("This database cannot be used.\n\n%1").arg(problem_));
    } else if (empty) {
        hint_->setText(tr("No runs yet.\n\nDesign an experiment or open a spec (Ctrl+O), then choose “Add and start”: "
                          "its runs appear here and are drawn live."));
    } else {
        hint_->setText(tr("No run matches the filter, or all that do are archived."));
    }
    design_->setVisible(!broken && empty);
    openOther_->setVisible(broken || empty);
    openAgain_->setVisible(isLost_);
    pages_->setCurrentIndex(broken || filter_->rowCount() == 0 ? 1 : 0);
    head_->setEnabled(!broken && !empty);
}

/// A selected group may have other runs than it had.
void RunTablePanel::tellRegrouped() {
    if (!isGrouped()) return;
    auto selected = selectedRuns();
    if (selected == told_) return;
    told_ = std::move(selected);
    emit selectionChanged();
}

/// The first branch shows the column that says where it comes from; whoever hides it then is not asked again.
void RunTablePanel::showOriginsOnce() {
    if (showedOrigins_ ||
        std::ranges::none_of(model_->runs(), [](const RunSummary& run) { return run.branchTask.has_value(); }))
        return;
    showedOrigins_ = true;
    view_->setColumnHidden(originColumn(), false);
}

void RunTablePanel::showProblem(const QString& reason) {
    problem_ = reason;
    isLost_ = false;
    chooseWhatShows();
}

void RunTablePanel::showLost(const QString& reason) {
    problem_ = reason;
    isLost_ = true;
    chooseWhatShows();
}

void RunTablePanel::setShowsArchived(bool shows) {
    filter_->setShowsArchived(shows);
    chooseWhatShows();
}

QString RunTablePanel::shownHint() const {
    return pages_->currentIndex() == 1 ? hint_->text() : QString();
}

std::vector<RunId> RunTablePanel::selectedRuns() const {
    std::vector<RunId> runs;
    std::set<RunId> known;
    for (const QModelIndex& row : view_->selectionModel()->selectedRows())
        for (const RunId run : rows_.runsAt(row))
            if (known.insert(run).second) runs.push_back(run);
    if (!view_->currentIndex().isValid()) return runs;
    const auto current = rows_.runsAt(view_->currentIndex());
    std::stable_partition(runs.begin(), runs.end(),
                          [&](RunId run) { return !current.empty() && run == current.front(); });
    return runs;
}

void RunTablePanel::selectRuns(const std::vector<RunId>& runs) {
    QItemSelection selection;
    for (const QModelIndex& row : rows_.rowsOf(runs)) selection.select(row, row);
    const auto rows = QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows;
    if (!selection.isEmpty())
        view_->selectionModel()->setCurrentIndex(selection.indexes().first(), QItemSelectionModel::NoUpdate);
    view_->selectionModel()->select(selection, rows);
}

void RunTablePanel::compareWithCurrent() {
    if (view_->currentIndex().isValid()) rows_.compareWith(view_->currentIndex());
}

QString RunTablePanel::selectionAsText() const {
    const QHeaderView* header = view_->horizontalHeader();
    std::vector<int> columns;
    for (int place = 0; place < runColumns(); ++place) {
        const int column = header->logicalIndex(place);
        if (!view_->isColumnHidden(column) && column != kColorColumn) columns.push_back(column);
    }
    const bool all = !view_->selectionModel()->hasSelection();
    QStringList lines;
    QStringList titles;
    for (const int column : columns) titles.append(columnTitle(column));
    lines.append(titles.join(QLatin1Char('\t')));
    for (int row = 0; row < filter_->rowCount(); ++row) {
        if (!all && !view_->selectionModel()->isRowSelected(row)) continue;
        QStringList cells;
        for (const int column : columns) cells.append(filter_->index(row, column).data().toString());
        lines.append(cells.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n'));
}

void RunTablePanel::focusFilter() {
    head_->focusFilter();
}

void RunTablePanel::saveSettings() const {
    columns_->save();
    QSettings settings;
    settings.setValue(kShowedOrigins, showedOrigins_);
    settings.setValue(kGrouping, rows_.grouping());
}

void RunTablePanel::restoreSettings() {
    columns_->restore();
    showedOrigins_ = QSettings().value(kShowedOrigins, false).toBool();
    const QString grouping = QSettings().value(kGrouping).toString();
    if (!grouping.isEmpty()) head_->groupBy(grouping);
}

} // namespace lightcl
