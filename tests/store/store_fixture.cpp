#include "store/store_fixture.h"

#include "store/run_store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <unistd.h>

namespace lightcl::test {

RunSpec exampleRun(const std::string& method) {
    RunSpec run;
    run.name = "store test";
    run.seed = 3;
    run.scenario = {{"kind", std::string("class-incremental")},
                    {"dataset", std::string("fashion-mnist")},
                    {"tasks", std::int64_t{3}}};
    run.network = {{"backbone", std::string("mlp")}};
    run.training = {{"epochs", std::int64_t{2}}};
    run.method.name = method;
    return run;
}

Prediction exampleCost(std::int64_t factor) {
    Prediction cost;
    cost.parameters = 250;
    cost.forwardMacs = 240;
    cost.storedActivationsPerSample = 12;
    cost.trainingFlops = 1e6;
    cost.trainedSamples = 100;
    cost.peak[MemoryCategory::Weights] = 1000 * factor;
    cost.peak[MemoryCategory::Gradients] = 1000 * factor;
    cost.peak[MemoryCategory::Activations] = 500 * factor;
    return cost;
}

RunId queueExample(Database& database, const std::string& method) {
    return RunStore(database).queue(exampleRun(method), exampleCost(2), exampleCost(1));
}

RunId startExample(Database& database, const std::string& method) {
    const RunId run = queueExample(database, method);
    RunStore(database).start(run, getpid(), 1);
    return run;
}

void runSql(const std::filesystem::path& file, const std::string& sql) {
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(sql);
}

std::int64_t integerOf(const Database& database, const std::string& sql) {
    return database.handle().execAndGet(sql).getInt64();
}

} // namespace lightcl::test
