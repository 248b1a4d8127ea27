#include "store/run_identities.h"

#include "store/store_error.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <system_error>

namespace lightcl {

std::vector<RunIdentity> runIdentities(const Database& database) {
    return translated(database.file(), [&] {
        std::vector<RunIdentity> runs;
        SQLite::Statement query(database.handle(),
                                "SELECT run_id, uuid, state, message, role = 'pretraining' FROM runs ORDER BY run_id");
        while (query.executeStep())
            runs.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getString(),
                            runStateFromString(query.getColumn(2).getString()), query.getColumn(3).getString(),
                            query.getColumn(4).getInt() != 0});
        return runs;
    });
}

std::set<std::string> doneRuns(const std::filesystem::path& file) {
    std::set<std::string> done;
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return done;
    for (const RunIdentity& run : runIdentities(Database::openForWriting(file)))
        if (run.state == RunState::Done) done.insert(run.uuid);
    return done;
}

} // namespace lightcl
