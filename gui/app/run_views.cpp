#include "app/run_views.h"

#include "reading/shown_runs.h"

#include <QScopedValueRollback>
#include <utility>

namespace lightcl {

namespace {

constexpr std::size_t kMostStandIns = 24; ///< more curves than that have no legend

} // namespace

RunViews::RunViews(RunTablePanel& table, RunTableModel& model, OverviewPanel& overview, std::vector<NamedPanel> panels,
                   QAction& follow, QObject* parent)
    : QObject(parent), table_(&table), model_(&model), overview_(&overview), panels_(std::move(panels)),
      follow_(&follow) {
    overview_->overview()->setColors(&model.colors());
    connect(table_, &RunTablePanel::selectionChanged, this, &RunViews::onSelection);
    connect(overview_->overview(), &OverviewPage::runsChosen, this, &RunViews::choose);
    connect(follow_, &QAction::toggled, this, &RunViews::update);
    for (const NamedPanel& entry : panels_) {
        connect(entry.panel, &Panel::runsPicked, table_, &RunTablePanel::selectRuns);
        connect(entry.panel, &Panel::momentChosen, &moment_, &RunMoment::choose);
        connect(&moment_, &RunMoment::changed, entry.panel,
                [this, panel = entry.panel] { panel->showMoment(moment_.moment()); });
    }
}

void RunViews::fill(const std::vector<RunDataPtr>& runs) {
    for (const NamedPanel& entry : panels_) entry.panel->showRuns(runs);
    moment_.showRun(runs.empty() ? nullptr : runs.front());
}

void RunViews::setWorkspace(Workspace* workspace) {
    workspace_ = workspace;
    overviewKnown_ = false;
    standIns_.clear();
    shown_.clear();
    model_->setDrawn({});
    fill({});
    overview_->setRunCount(0);
    overview_->show(StoreOverview{});
    overview_->welcome()->setCanRun(workspace != nullptr && !workspace->isReadOnly());
    if (workspace == nullptr) return;
    RunLoader& loader = workspace->loader();
    connect(&loader, &RunLoader::overviewLoaded, this, &RunViews::onOverview);
    connect(&loader, &RunLoader::runsLoaded, this, [this](const std::vector<RunDataPtr>& runs) {
        fill(runs);
        emit filled();
    });
}

void RunViews::onOverview(const StoreOverview& overview) {
    overview_->setRunCount(model_->runs().size());
    overview_->show(overview);
    standIns_ = runsOfOverview(overview, kMostStandIns);
    const bool isFirst = !std::exchange(overviewKnown_, true);
    update();
    if (isFirst) emit opened();
}

void RunViews::choose(const std::vector<RunId>& runs) {
    const QScopedValueRollback choosing(choosing_, true);
    table_->selectRuns(runs);
}

void RunViews::onSelection() {
    update();
    if (choosing_) return;
    overview_->overview()->clearChoice();
    if (!table_->selectedRuns().empty()) emit picked();
}

void RunViews::update() {
    overview_->setRunCount(model_->runs().size());
    // Until it is known what the store comes to, its last run would be read for nothing.
    if (workspace_ == nullptr || !overviewKnown_) return;
    std::vector<RunRequest> wanted;
    std::set<RunId> drawn;
    for (const RunId run : runsToShow(table_->selectedRuns(), model_->runs(), follow_->isChecked(), standIns_)) {
        wanted.push_back({run, model_->colors().color(run), model_->colors().groupColor(run)});
        drawn.insert(run);
    }
    model_->setDrawn(std::move(drawn));
    if (wanted == shown_) return;
    shown_ = wanted;
    workspace_->loader().show(std::move(wanted));
}

} // namespace lightcl
