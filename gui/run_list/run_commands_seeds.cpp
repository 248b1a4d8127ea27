// What RunCommands does to have settings trained with more seeds.
#include "base/error.h"
#include "compare/run_grouping.h"
#include "run_list/run_commands.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace lightcl {

namespace {

constexpr int kFirstSeeds = 3;

} // namespace

std::vector<RunCommands::SeededSetting> RunCommands::settingsOf(const std::vector<RunId>& runs,
                                                                QStringList& obstacles) const {
    std::set<RunId> left(runs.begin(), runs.end());
    std::vector<SeededSetting> settings;
    const auto obstacle = [this](const RunSummary& run) {
        return QString::fromStdString(obstacleToMoreSeeds(run, workspace_->spec(run.id).toStdString()));
    };
    for (const auto& group : groupsAlone(model_->records(), std::nullopt)) {
        const auto erased = std::ranges::count_if(
            group.runs, [&left](const RunRecord* run) { return left.erase(run->summary.id) > 0; });
        if (erased == 0) continue;
        SeededSetting setting{QString::fromStdString(group.label), 0, {}};
        QString why;
        for (const auto* run : group.runs) {
            if (!run->summary.branchTask) setting.had.push_back(run->summary.seed);
            if (setting.like == 0 && (why = obstacle(run->summary)).isEmpty()) setting.like = run->summary.id;
        }
        if (setting.like != 0)
            settings.push_back(std::move(setting));
        else
            obstacles << why;
    }
    for (const RunId run : left)
        if (const RunSummary* found = model_->find(run)) obstacles << obstacle(*found);
    obstacles.removeAll(QString());
    return settings;
}

void RunCommands::addSeeds() {
    if (!mayWrite()) return;
    try {
        QStringList obstacles;
        auto settings = settingsOf(table_->selectedRuns(), obstacles);
        const QString note = obstacles.isEmpty() ? QString() : tr("Left out: %1.").arg(obstacles.join(tr("; ")));
        if (settings.empty()) {
            if (!obstacles.isEmpty()) emit message(tr("No seeds can be added: %1.").arg(obstacles.join(tr("; "))));
            return;
        }
        askForSeeds(
            [settings = std::move(settings)](int count) {
                std::vector<SeedWish> wishes;
                for (const auto& setting : settings)
                    wishes.push_back(
                        {setting.label, setting.like, nextSeeds(setting.had, static_cast<std::size_t>(count))});
                return wishes;
            },
            kFirstSeeds, note);
    } catch (const Error& error) {
        emit message(QString::fromUtf8(error.what()));
    }
}

void RunCommands::addSeedsToPair(const std::vector<RunId>& first, const std::vector<RunId>& second, int count) {
    if (!mayWrite()) return emit message(tr("This database can only be looked at: nothing is queued in it."));
    try {
        QStringList obstacles;
        const auto firsts = settingsOf(first, obstacles);
        const auto seconds = settingsOf(second, obstacles);
        if (firsts.empty() || seconds.empty()) {
            emit message(tr("No seeds can be added: %1.").arg(obstacles.join(tr("; "))));
            return;
        }
        askForSeeds(
            [a = firsts.front(), b = seconds.front()](int more) {
                auto [ofA, ofB] = seedsToPair(a.had, b.had, static_cast<std::size_t>(more));
                return std::vector<SeedWish>{{a.label, a.like, std::move(ofA)}, {b.label, b.like, std::move(ofB)}};
            },
            count, tr("So that both have as many more seeds in common, those that wait or train counted."));
    } catch (const Error& error) {
        emit message(QString::fromUtf8(error.what()));
    }
}

void RunCommands::askForSeeds(SeedsDialog::Plan plan, int count, const QString& note) {
    const auto queue = [this](const std::vector<SeedWish>& wishes, bool start) {
        if (workspace_ == nullptr) return;
        std::vector<std::pair<RunId, RunSeeds>> asked;
        for (const SeedWish& wish : wishes) asked.emplace_back(wish.like, wish.seeds);
        const Workspace::Queued queued = workspace_->addSeeds(asked);
        const QString said = tr("Queued %n run(s).", nullptr, static_cast<int>(queued.runs.size()));
        emit message((QStringList{said} + queued.notes).join(QLatin1Char(' ')));
        if (start) this->start(queued.runs);
    };
    (new SeedsDialog(std::move(plan), queue, count, note, window_))->open();
}

} // namespace lightcl
