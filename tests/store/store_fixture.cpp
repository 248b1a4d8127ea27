#include "store/store_fixture.h"

#include "store/run_store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <unistd.h>

namespace lightcl::test {

namespace fs = std::filesystem;

namespace {

constexpr uid_t kNobody = 65534;

} // namespace

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (fs::temp_directory_path() / "lightcl-store-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder: " + pattern);
    path_ = pattern;
    fs::permissions(path_, fs::perms::all);
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code error;
    fs::permissions(path_, fs::perms::owner_all, error);
    fs::remove_all(path_, error);
}

OrdinaryUser::OrdinaryUser() {
    if (getuid() == 0 && seteuid(kNobody) != 0) throw std::runtime_error("cannot give up root's rights");
}

OrdinaryUser::~OrdinaryUser() {
    if (getuid() == 0 && seteuid(0) != 0) std::abort();
}

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

CostEstimate exampleCost(std::int64_t factor) {
    CostEstimate cost;
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

std::string contentsOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream contents;
    contents << stream.rdbuf();
    return contents.str();
}

void writeFile(const fs::path& file, const std::string& contents) {
    std::ofstream(file, std::ios::binary) << contents;
}

void runSql(const fs::path& file, const std::string& sql) {
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(sql);
}

std::int64_t integerOf(const Database& database, const std::string& sql) {
    return database.handle().execAndGet(sql).getInt64();
}

} // namespace lightcl::test
