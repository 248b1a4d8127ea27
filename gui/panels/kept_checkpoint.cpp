#include "panels/kept_checkpoint.h"

#include "figures/moment.h"
#include "panels/empty_text.h"

#include "spec/settings.h"

namespace lightcl {

std::optional<KeptCheckpoint> checkpointAt(const RunData& run, std::optional<RunPosition> moment) {
    if (!moment) return std::nullopt;
    const bool atEnd = endOfTask(momentsOf(run), moment->task) == moment;
    const int ended = atEnd ? moment->task : moment->task - 1;
    std::optional<KeptCheckpoint> last;
    for (const KeptCheckpoint& kept : run.keptCheckpoints)
        if (kept.task <= ended) last = kept;
    return last;
}

QString missingCheckpointText(const RunData& run, const QString& what) {
    if (!run.keptCheckpoints.empty())
        return QObject::tr("No task has ended at this moment with a checkpoint of it: go on to a later one.");
    const QString when = QObject::tr("after the first task");
    if (!run.spec || !measuringSettings(run.spec->measuring).keepCheckpoints)
        return emptyTextOf(run, what, when,
                           QObject::tr("This run keeps no checkpoints. One with measuring.keep_checkpoints = "
                                       "\"tasks\" keeps one after every task, and shows here what it held."));
    const bool isDone = run.summary.state == RunState::Done;
    return emptyTextOf(run, what, when,
                       isDone ? QObject::tr("The checkpoints that this run kept are gone.") : QString());
}

} // namespace lightcl
