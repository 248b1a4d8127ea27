#include "overview/overview_page.h"

#include "overview/bar_delegate.h"
#include "plots/category_colors.h"
#include "widgets/copy_table.h"

#include <QEvent>
#include <QHeaderView>
#include <QShortcut>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

namespace lightcl {

namespace {

/// The sentences of all settings; each says which one it speaks of when there are several.
QString verdictOf(const StoreOverview& overview) {
    QStringList lines;
    for (const auto& setting : overview) {
        if (setting.verdict.empty()) continue;
        const QString words = QString::fromStdString(setting.verdict);
        lines << (overview.size() == 1 ? words
                                       : QStringLiteral("%1: %2").arg(QString::fromStdString(setting.title), words));
    }
    constexpr qsizetype most = 3;
    return lines.mid(0, most).join(QLatin1Char('\n'));
}

} // namespace

OverviewPage::OverviewPage(QWidget* parent)
    : QWidget(parent), model_(new OverviewModel(this)), sorted_(new QSortFilterProxyModel(this)),
      verdict_(new QLabel(this)), legend_(new QLabel(this)), view_(new QTableView(this)) {
    sorted_->setSourceModel(model_);
    sorted_->setSortRole(OverviewModel::SortRole);
    verdict_->setWordWrap(true);
    verdict_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    verdict_->setToolTip(tr("Of the finished runs; JOINT, which sees all tasks at once, competes for neither"));
    view_->setModel(sorted_);
    view_->setItemDelegate(new BarDelegate(view_));
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view_->setAlternatingRowColors(true);
    view_->setShowGrid(false);
    view_->setWordWrap(false);
    view_->setTabKeyNavigation(false);
    view_->setSortingEnabled(true);
    view_->horizontalHeader()->setHighlightSections(false);
    view_->horizontalHeader()->setResizeContentsPrecision(60);           // of hundreds of rows, the first
    view_->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // best first, as the overview has it
    view_->verticalHeader()->hide();
    view_->verticalHeader()->setDefaultSectionSize(view_->fontMetrics().height() + 14);
    view_->setAccessibleName(tr("Methods, best first"));
    addCopyTableMenu(*view_);
    view_->setToolTip(tr("Choose methods (Ctrl or Shift for several) to see their runs in the plots; Esc: all again"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 4);
    column->addWidget(verdict_);
    column->addWidget(view_, 1);
    column->addWidget(legend_);
    legend_->setWordWrap(true);
    legend_->setToolTip(tr("What the bars of peak memory consist of"));
    view_->viewport()->installEventFilter(this);
    connect(view_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { emit runsChosen(chosenRuns()); });
    auto* all = new QShortcut(Qt::Key_Escape, view_);
    all->setContext(Qt::WidgetShortcut);
    connect(all, &QShortcut::activated, view_, &QTableView::clearSelection);
}

void OverviewPage::show(const StoreOverview& overview) {
    const auto chosen = chosenRuns();
    {
        const QSignalBlocker quiet(view_->selectionModel());
        model_->show(overview);
        for (int row = 0; row < sorted_->rowCount(); ++row) {
            const auto& runs = model_->row(sorted_->mapToSource(sorted_->index(row, 0)).row()).group.runs;
            if (std::ranges::find(chosen, runs.front()) != chosen.end())
                view_->selectionModel()->select(sorted_->index(row, 0),
                                                QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
    verdict_->setText(verdictOf(overview));
    verdict_->setVisible(!verdict_->text().isEmpty());
    view_->setColumnHidden(OverviewModel::Setting, overview.size() < 2);
    legend_->setText(legendOf(overview));
    fitColumns();
}

QString OverviewPage::legendOf(const StoreOverview& overview) const {
    MemoryBreakdown together;
    for (const auto& setting : overview)
        for (const auto& row : setting.rows)
            for (const auto category : kMemoryCategories)
                if (row.memory) together[category] += row.memory->bytes[category];
    QStringList entries;
    for (const auto category : kMemoryCategories)
        if (together[category] > 0)
            entries << QStringLiteral("<span style='color:%1'>&#9632;</span>&nbsp;%2")
                           .arg(categoryColor(category).name(), categoryTitle(category).toHtmlEscaped());
    return entries.isEmpty() ? QString() : tr("Peak memory: %1").arg(entries.join(QStringLiteral("&nbsp;&nbsp; ")));
}

bool OverviewPage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) fitColumns();
    return QWidget::eventFilter(watched, event);
}

/// What is left of the width goes to the bars.
void OverviewPage::fitColumns() {
    view_->resizeColumnsToContents();
    constexpr int widestName = 320;
    constexpr int widestBar = 520;
    if (view_->columnWidth(OverviewModel::Method) > widestName)
        view_->setColumnWidth(OverviewModel::Method, widestName);
    const int left = view_->viewport()->width() - view_->horizontalHeader()->length();
    if (left <= 0) return;
    for (const auto bars : {OverviewModel::Accuracy, OverviewModel::Memory})
        view_->setColumnWidth(bars, std::min(widestBar, view_->columnWidth(bars) + left / 2));
}

std::vector<RunId> OverviewPage::chosenRuns() const {
    std::vector<RunId> runs;
    QModelIndexList rows = view_->selectionModel()->selectedRows();
    const int current = view_->currentIndex().row();
    std::ranges::stable_sort(rows, {}, [&](const QModelIndex& row) { return row.row() != current; });
    for (const QModelIndex& row : rows) {
        const auto& group = model_->row(sorted_->mapToSource(row).row()).group.runs;
        runs.insert(runs.end(), group.begin(), group.end());
    }
    return runs;
}

void OverviewPage::clearChoice() {
    const QSignalBlocker quiet(view_->selectionModel());
    view_->clearSelection();
    view_->viewport()->update();
}

} // namespace lightcl
