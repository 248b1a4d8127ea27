#include "run_list/run_table_panel.h"

#include "widgets/branch_delegate.h"
#include "widgets/copy_table.h"
#include "widgets/progress_delegate.h"
#include "widgets/swatch_delegate.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QShortcut>
#include <QVBoxLayout>
#include <algorithm>

namespace lightcl {

namespace {

const QString kHeaderState = QStringLiteral("runTable/columns");
const QString kShowedOrigins = QStringLiteral("runTable/showedOrigins");
constexpr int kCellMargins = 12;

/// A text as wide as the column's usually get.
QString widestText(const RunFigure* figure) {
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

} // namespace

RunTablePanel::RunTablePanel(RunTableModel& model, QWidget* parent)
    : QWidget(parent), model_(&model), filter_(new RunFilterModel(this)), filterLine_(new QLineEdit(this)),
      head_(new QHBoxLayout), view_(new QTableView(this)), pages_(new QStackedWidget(this)) {
    filter_->setSourceModel(model_);
    filterLine_->setPlaceholderText(tr("Filter: words of name, method, state, dataset, seed 0 …"));
    filterLine_->setClearButtonEnabled(true);
    filterLine_->setAccessibleName(tr("Filter runs"));
    filterLine_->setToolTip(tr("Leaves the runs that have every word: “er seed 2”. A run's own word means that word "
                               "alone, any other may be a part"));
    setUpView();
    setUpHint();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(4);
    column->addLayout(head_);
    head_->addWidget(filterLine_);
    column->addWidget(pages_, 1);
    connect(filterLine_, &QLineEdit::textChanged, filter_, &RunFilterModel::setFilterText);
    connect(filterLine_, &QLineEdit::textChanged, this, &RunTablePanel::chooseWhatShows);
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(filter_, signal, this, &RunTablePanel::chooseWhatShows);
    connect(filter_, &QAbstractItemModel::modelReset, this, &RunTablePanel::chooseWhatShows);
    connect(model_, &QAbstractItemModel::rowsInserted, this, &RunTablePanel::showOriginsOnce);
    chooseWhatShows();
}

void RunTablePanel::setUpView() {
    view_->setModel(filter_);
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
    QHeaderView* header = view_->horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    for (int i = 0; i < runColumns(); ++i) {
        const QString widest =
            i == originColumn() ? QStringLiteral("from run 99 after task 9") : widestText(figureOf(i));
        const int content = view_->fontMetrics().horizontalAdvance(widest) + kCellMargins;
        header->resizeSection(i, std::max(content, header->sectionSizeHint(i)));
        view_->setColumnHidden(i, !isShownByDefault(i));
    }
    header->resizeSection(kColorColumn, 30);
    header->moveSection(header->visualIndex(originColumn()), header->visualIndex(runColumn("state")) + 1);
    connect(header, &QWidget::customContextMenuRequested, this, &RunTablePanel::showColumnMenu);
    connect(view_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunTablePanel::selectionChanged);
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
    filterLine_->setEnabled(!broken && !empty);
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
    for (const QModelIndex& row : view_->selectionModel()->selectedRows())
        runs.push_back(row.data(RunListModel::RunIdRole).toLongLong());
    const RunId current = view_->currentIndex().data(RunListModel::RunIdRole).toLongLong();
    std::stable_partition(runs.begin(), runs.end(), [current](RunId run) { return run == current; });
    return runs;
}

void RunTablePanel::selectRuns(const std::vector<RunId>& runs) {
    QItemSelection selection;
    for (const RunId run : runs) {
        const QModelIndex cell = filter_->mapFromSource(model_->index(model_->rowOf(run), 0));
        if (cell.isValid()) selection.select(cell, cell);
    }
    const auto rows = QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows;
    if (!selection.isEmpty())
        view_->selectionModel()->setCurrentIndex(selection.indexes().first(), QItemSelectionModel::NoUpdate);
    view_->selectionModel()->select(selection, rows);
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
    filterLine_->setFocus(Qt::ShortcutFocusReason);
    filterLine_->selectAll();
}

void RunTablePanel::addCheckBox(QAction* action) {
    auto* box = new QCheckBox(action->iconText(), this);
    box->setToolTip(action->toolTip());
    box->setChecked(action->isChecked());
    connect(box, &QCheckBox::toggled, action, &QAction::setChecked);
    connect(action, &QAction::toggled, box, &QCheckBox::setChecked);
    head_->addWidget(box);
}

void RunTablePanel::showColumnMenu(const QPoint& place) {
    QMenu menu;
    for (int i = 1; i < runColumns(); ++i) {
        QAction* action = menu.addAction(columnTitle(i));
        action->setCheckable(true);
        action->setChecked(!view_->isColumnHidden(i));
        connect(action, &QAction::toggled, view_, [this, i](bool shown) { view_->setColumnHidden(i, !shown); });
    }
    menu.exec(view_->horizontalHeader()->mapToGlobal(place));
}

void RunTablePanel::saveSettings() const {
    QSettings settings;
    settings.setValue(kHeaderState, view_->horizontalHeader()->saveState());
    settings.setValue(kShowedOrigins, showedOrigins_);
}

void RunTablePanel::restoreSettings() {
    const QByteArray state = QSettings().value(kHeaderState).toByteArray();
    if (!state.isEmpty()) view_->horizontalHeader()->restoreState(state);
    showedOrigins_ = QSettings().value(kShowedOrigins, false).toBool();
}

} // namespace lightcl
