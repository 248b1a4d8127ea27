#include "store/run_standing.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace lightcl {

namespace {

bool isSameProcess(const ProcessIdentity& a, const ProcessIdentity& b) {
    return a.pid == b.pid && a.startTicks == b.startTicks && a.place == b.place;
}

} // namespace

RunStanding standingOf(SQLite::Database& database, RunId run) {
    SQLite::Statement query(
        database, "SELECT r.state, r.message, r.worker_pid, r.worker_start_ticks, r.worker_place, coalesce(p.fraction, "
                  "0), coalesce(e.trained_task, 0), coalesce(e.epoch, 0) FROM runs r LEFT JOIN run_progress p USING "
                  "(run_id) LEFT JOIN last_evaluations e ON e.run_id = r.run_id AND e.trained_task = (SELECT "
                  "max(trained_task) FROM last_evaluations l WHERE l.run_id = r.run_id) WHERE r.run_id = ?");
    query.bind(1, run);
    query.executeStep();
    RunStanding standing{
        query.getColumn(0).getString(),
        query.getColumn(1).getString(),
        {query.getColumn(6).getInt(), query.getColumn(7).getInt()},
        query.getColumn(5).getDouble(),
        {query.getColumn(2).getInt64(), query.getColumn(3).getInt64(), query.getColumn(4).getString()}};
    if (standing.state == "running" && !standing.isTrained()) {
        standing.state = "interrupted";
        standing.message = kAbandonedMessage;
    }
    return standing;
}

bool isAhead(const RunStanding& there, const RunStanding& here) {
    if (here.state == "done" || there.state == "queued") return false;
    const bool trainedHere = here.state == "running" && lifeOf(here.worker) == ProcessLife::Alive;
    if (trainedHere && !isSameProcess(here.worker, there.worker)) return false;
    if (there.state == "done") return true;
    if (there.position != here.position) return there.position > here.position;
    return there.fraction > here.fraction || there.state != here.state || there.message != here.message;
}

} // namespace lightcl
