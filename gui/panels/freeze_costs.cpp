#include "panels/freeze_costs.h"

#include "base/error.h"
#include "spec/dataset_of.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace lightcl {

namespace {

std::vector<FreezeLineCost> predicted(const RunSpec& spec) {
    try {
        return freezeLineCosts(spec, datasetOf(spec.scenario));
    } catch (const std::exception&) {
        return {}; // its data are gone, or another version wrote what this one cannot read
    }
}

} // namespace

std::optional<std::vector<FreezeLineCost>> FreezeCosts::of(const RunDataPtr& run) {
    if (!run || !run->spec || run->network.stages.empty() || !hasFreezeLine(run->spec->method))
        return std::vector<FreezeLineCost>{};
    const RunId id = run->summary.id;
    const auto found = known_.find(id);
    if (found != known_.end() && found->second.spec == *run->spec) return found->second.costs;
    known_[id] = {*run->spec, std::nullopt};
    QThreadPool::globalInstance()->start([self = QPointer<FreezeCosts>(this), id, spec = *run->spec] {
        const auto costs = predicted(spec);
        QMetaObject::invokeMethod(
            qApp,
            [self, id, costs] {
                if (self) self->take(id, costs);
            },
            Qt::QueuedConnection);
    });
    return std::nullopt;
}

void FreezeCosts::take(RunId run, const std::vector<FreezeLineCost>& costs) {
    known_[run].costs = costs;
    emit ready();
}

} // namespace lightcl
