#include "queue/queue_panel.h"

#include "widgets/progress_delegate.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>
#include <algorithm>

namespace lightcl {

QueuePanel::QueuePanel(QueueModel& model, QWidget* parent)
    : QWidget(parent), model_(&model), view_(new QTableView(this)), summary_(new QLabel(this)),
      start_(new QPushButton(tr("Start &all"), this)), stop_(new QPushButton(tr("Sto&p"), this)),
      resume_(new QPushButton(tr("Res&ume"), this)) {
    view_->setModel(model_);
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view_->setAlternatingRowColors(true);
    view_->setShowGrid(false);
    view_->setWordWrap(false);
    view_->setTabKeyNavigation(false);
    view_->setAccessibleName(tr("Runs that train and wait"));
    view_->setToolTip(tr("What trains and what waits; selected runs are those that Stop means"));
    view_->setItemDelegateForColumn(QueueModel::Progress, new ProgressDelegate(view_));
    view_->verticalHeader()->hide();
    view_->verticalHeader()->setDefaultSectionSize(view_->fontMetrics().height() + 8);
    view_->horizontalHeader()->setHighlightSections(false);
    view_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    view_->horizontalHeader()->setSectionResizeMode(QueueModel::Run, QHeaderView::Stretch);
    const QFontMetrics metrics = view_->fontMetrics();
    for (const auto& [column, widest] : {std::pair{QueueModel::Progress, "99 % elsewhere"},
                                         {QueueModel::Position, "task 10, epoch 10"},
                                         {QueueModel::Loss, "10.0000"},
                                         {QueueModel::Remaining, "59 min 59 s"}})
        view_->horizontalHeader()->resizeSection(column, metrics.horizontalAdvance(QString::fromLatin1(widest)) + 12);

    start_->setToolTip(tr("Train every queued run, as many at once as there are cores for"));
    stop_->setToolTip(tr("Stop the selected runs, or all, at their next step; what they measured stays"));
    resume_->setToolTip(tr("Go on with every interrupted run"));
    resume_->setEnabled(false);
    auto* row = new QHBoxLayout;
    row->addWidget(summary_, 1);
    for (QPushButton* button : {start_, stop_, resume_}) row->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(4);
    column->addWidget(view_, 1);
    column->addLayout(row);

    connect(start_, &QPushButton::clicked, this, &QueuePanel::startAll);
    connect(stop_, &QPushButton::clicked, this, &QueuePanel::stop);
    connect(resume_, &QPushButton::clicked, this, &QueuePanel::resumeRequested);
    connect(model_, &QAbstractItemModel::dataChanged, this, &QueuePanel::update);
    connect(model_, &QAbstractItemModel::rowsRemoved, this, &QueuePanel::update);
    update();
}

void QueuePanel::setResumable(int count) {
    resume_->setEnabled(count > 0);
    resume_->setText(count > 0 ? tr("Res&ume %1").arg(count) : tr("Res&ume"));
}

std::vector<RunId> QueuePanel::runsOf(RunState state, bool selectedOnly) const {
    std::vector<RunId> runs;
    for (int row = 0; row < model_->rowCount(); ++row) {
        const RunSummary& run = model_->runs()[static_cast<std::size_t>(row)];
        const bool wanted = !selectedOnly || view_->selectionModel()->isRowSelected(row);
        if (run.state == state && wanted) runs.push_back(run.id);
    }
    return runs;
}

void QueuePanel::startAll() {
    emit startRequested(runsOf(RunState::Queued, false));
}

void QueuePanel::stop() {
    const bool selectedOnly = view_->selectionModel()->hasSelection();
    std::vector<RunId> runs = runsOf(RunState::Running, selectedOnly);
    for (const RunState waits : {RunState::Queued, RunState::Interrupted, RunState::Failed}) {
        const std::vector<RunId> waiting = runsOf(waits, selectedOnly);
        runs.insert(runs.end(), waiting.begin(), waiting.end());
    }
    emit stopRequested(runs);
}

void QueuePanel::update() {
    const auto training = static_cast<int>(runsOf(RunState::Running, false).size());
    const int queued = model_->rowCount() - training;
    const auto elsewhere =
        std::ranges::count_if(model_->runs(), [this](const RunSummary& run) { return model_->trainsElsewhere(run); });
    QString trains = tr("%1 training").arg(training);
    if (elsewhere > 0) trains = tr("%1 training (%2 elsewhere)").arg(training).arg(elsewhere);
    summary_->setText(training + queued == 0 ? tr("Nothing is queued.") : tr("%1, %2 queued").arg(trains).arg(queued));
    start_->setEnabled(!runsOf(RunState::Queued, false).empty());
    stop_->setEnabled(training + queued > 0);
}

} // namespace lightcl
