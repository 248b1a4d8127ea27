#include "base/error.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "store/run_writer.h"
#include "store/store_fixture.h"
#include "support/catch.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <array>
#include <atomic>
#include <csignal>
#include <functional>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace lightcl;
using namespace lightcl::test;

namespace {

constexpr int kWriters = 4;
constexpr int kEpochs = 10;
constexpr int kLayers = 50;

RunId startLong(Database& database) {
    RunSpec run = exampleRun("er");
    run.training = {{"epochs", std::int64_t{kEpochs}}};
    const RunId id = RunStore(database).queue(run, exampleCost(2), exampleCost(1));
    RunStore(database).start(id, getpid(), 1);
    return id;
}

/// Runs `work` in a child process; its exit code says whether it threw.
pid_t inChild(const std::function<void()>& work) {
    const pid_t child = fork();
    if (child != 0) return child;
    try {
        work();
    } catch (...) {
        _exit(1);
    }
    _exit(0);
}

int exitCodeOf(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void writeOneRun(const std::filesystem::path& file) {
    auto database = Database::openForWriting(file);
    const RunId run = startLong(database);
    RunWriter writer(database, run);
    for (int epoch = 1; epoch <= kEpochs; ++epoch) {
        for (int layer = 0; layer < kLayers; ++layer)
            writer.add(LayerMetricRow{1, epoch, layer, "layer" + std::to_string(layer), "memory_stability", 1.0});
        writer.progress({{1, epoch}, 1, 1, 0.5, 1.0, 1.0});
        writer.flush();
    }
    RunStore(database).finish(run, RunState::Done);
}

} // namespace

TEST_CASE("several processes make one new file and write their runs at once while it is read", "[store]") {
    const TemporaryFolder folder;
    const auto file = folder / "shared.sqlite";
    std::vector<pid_t> children;
    for (int i = 0; i < kWriters; ++i) children.push_back(inChild([&] { writeOneRun(file); }));
    {
        { const auto made = Database::openForWriting(file); }
        const auto reading = Database::openForReading(file);
        const RunReader reader(reading);
        const auto working = [&] {
            siginfo_t info{};
            std::size_t ended = 0;
            for (const pid_t child : children) {
                info.si_pid = 0;
                waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT);
                ended += info.si_pid == child ? 1 : 0;
            }
            return ended < children.size();
        };
        // A batch is seen as a whole or not at all.
        while (working())
            for (const RunSummary& run : reader.runs())
                REQUIRE(reader.layerMetrics(run.id, "memory_stability").size() % kLayers == 0);
    }
    for (const pid_t child : children) CHECK(exitCodeOf(child) == 0);
    const auto database = Database::openForReading(file);
    const auto runs = RunReader(database).runs();
    REQUIRE(runs.size() == kWriters);
    for (const RunSummary& run : runs) {
        CHECK(run.state == RunState::Done);
        CHECK(RunReader(database).layerMetrics(run.id, "memory_stability").size() == kEpochs * kLayers);
    }
    CHECK(integerOf(database, "SELECT count(*) FROM metrics") == 1);
}

TEST_CASE("of many workers that start the same run one gets it", "[store]") {
    const TemporaryFolder folder;
    const auto file = folder / "race.sqlite";
    RunId run = 0;
    {
        auto database = Database::openForWriting(file);
        run = queueExample(database);
    }
    std::atomic<int> started = 0;
    std::atomic<int> refused = 0;
    {
        std::vector<std::jthread> workers;
        for (int i = 0; i < 8; ++i)
            workers.emplace_back([&] {
                auto database = Database::openForWriting(file);
                try {
                    RunStore(database).start(run, getpid(), 1);
                    ++started;
                } catch (const InputError&) {
                    ++refused;
                }
            });
    }
    CHECK(started == 1);
    CHECK(refused == 7);
}

TEST_CASE("a writer that is killed leaves whole batches, readable and writable", "[store]") {
    const TemporaryFolder folder;
    const auto file = folder / "killed.sqlite";
    { const auto database = Database::openForWriting(file); }
    const pid_t child = inChild([&] {
        auto database = Database::openForWriting(file);
        const RunId run = startExample(database);
        RunWriter writer(database, run);
        for (int step = 1;; ++step) {
            writer.add(LossRow{1, 1, step, 1.0});
            if (step % 100 == 0) writer.flush();
        }
    });
    {
        const auto reading = Database::openForReading(file);
        while (integerOf(reading, "SELECT count(*) FROM losses") < 1000) std::this_thread::yield();
        kill(child, SIGKILL);
        CHECK(exitCodeOf(child) == -1);
    }
    CHECK(integerOf(Database::openForReading(file), "SELECT count(*) FROM losses") % 100 == 0);
    auto database = Database::openForWriting(file);
    CHECK(database.handle().execAndGet("PRAGMA integrity_check").getString() == "ok");
    CHECK(RunStore(database).recoverAbandoned() == 1);
    CHECK(RunReader(database).run(1).state == RunState::Interrupted);
}

TEST_CASE("a process that ends leaves the log to those that still have the file open", "[store]") {
    const TemporaryFolder folder;
    const auto file = folder / "watched.sqlite";
    Database::openForWriting(file);
    // The child is made before this process opens the file: SQLite's account of locks must not be inherited.
    std::array<int, 2> go{};
    REQUIRE(pipe(go.data()) == 0);
    const pid_t child = inChild([&] {
        char byte = 0;
        if (read(go[0], &byte, 1) != 1) throw Error("no signal to start");
        writeOneRun(file);
    });
    auto window = Database::openForWriting(file);
    auto loader = Database::openForReading(file); // looks at the file's header too, and must not lose the locks by it
    CHECK(RunReader(window).runs().empty());
    REQUIRE(write(go[1], "!", 1) == 1);
    REQUIRE(exitCodeOf(child) == 0);
    close(go[0]);
    close(go[1]);

    CHECK(std::filesystem::exists(file.string() + "-wal"));
    CHECK(RunReader(window).runs().size() == 1);
    queueExample(window);
    CHECK(RunReader(loader).runs().size() == 2);
    CHECK(RunReader(Database::openForReading(file)).runs().size() == 2);
}
